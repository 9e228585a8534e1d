#include "filtering/support.hpp"

#include "casus/scenario.hpp"

#include <algorithm>
#include <cmath>

namespace casus::test {
namespace {

constexpr double farthest = 6;

} // namespace

Result given(const std::string& text, std::uint64_t seed, std::uint64_t trajectories,
             std::optional<std::uint64_t> worlds) {
  const Scenario scenario = parse_scenario("casus: 1\nstart: 2020-01-01\n" + text, "test.yaml");
  RunOptions options;
  options.trajectories = trajectories;
  options.seed = seed;
  options.worlds = worlds;
  return run(scenario, options);
}

bool IsNear::match(const Interval& estimate) const {
  return std::abs(estimate.low - truth_) <= std::max(rounding_, farthest * estimate.high);
}

std::string IsNear::describe() const { return "is near " + std::to_string(truth_) + " (value, error)"; }

Interval answer(const Result& result, const std::string& name) {
  const auto found = std::find_if(result.outcomes.begin(), result.outcomes.end(),
                                  [&](const OutcomeResult& outcome) { return outcome.name == name; });
  REQUIRE(found != result.outcomes.end());
  if (found->event) return {*found->event->probability, found->event->se};
  return {*found->value->mean, found->value->se};
}

Interval log_evidence(const Result& result) {
  return {result.observed->log_evidence, result.observed->log_evidence_error};
}

} // namespace casus::test
