// Runs that go on until answers are sure enough.

#include "simulation/same_result.hpp"
#include "simulation/support.hpp"

#include <boost/math/distributions/poisson.hpp>

namespace casus::test {
namespace {

const std::string events = R"(
horizon: 10 days
step: 10 days
parameters: {pace: {value: {gamma: [4, 0.05]}}}
triggers: {event: {rate: pace}, other: {rate: 0.001 per day}}
outcomes:
  any: {when: count(event) > 0}
  many: {when: count(event) > 3}
  number: {value: count(event)}
  given: {when: count(event) > 0, given: count(other) > 0}
)";

RunOptions until(double half_width, std::uint64_t seed = 1) {
  RunOptions options;
  options.trajectories = 10'000'000;
  options.seed = seed;
  options.precision = {.half_width = half_width};
  return options;
}

double half_width(const Interval& interval) { return (interval.high - interval.low) / 2; }

std::string refusal(const Precision& precision) {
  RunOptions options;
  options.precision = precision;
  try {
    run(scenario_of(events), options);
  } catch (const RunError& error) {
    return error.what();
  }
  return "";
}

} // namespace

TEST_CASE("A run goes on until its answers are as sure as is asked, and is then the run of that length") {
  const Scenario scenario = scenario_of(events);
  const Result precise = run(scenario, until(0.001));
  CHECK_FALSE(precise.stopped());
  CHECK(precise.trajectories > 32'768);
  CHECK(precise.trajectories < 1'000'000);
  for (const std::string name : {"any", "many"})
    CHECK(half_width(outcome(precise, name).event->ci95) <= 0.001);
  RunOptions as_long;
  as_long.trajectories = precise.trajectories;
  CHECK(differences(precise, run(scenario, as_long)).empty());
  RunOptions less = as_long;
  less.trajectories = precise.trajectories * 2 / 3;
  const Result shorter = run(scenario, less);
  CHECK(std::max(half_width(outcome(shorter, "any").event->ci95),
                 half_width(outcome(shorter, "many").event->ci95)) > 0.001);
}

TEST_CASE("A share of each answer can be asked for, and of some outcomes alone, also with a condition") {
  RunOptions options = until(0.01);
  options.precision->is_relative = true;
  const Result relative = run(scenario_of(events), options);
  CHECK(half_width(outcome(relative, "many").event->ci95) <=
        0.01 * *outcome(relative, "many").event->probability);
  CHECK(half_width(outcome(relative, "number").value->ci95) <=
        0.01 * *outcome(relative, "number").value->mean);
  options = until(0.01);
  options.precision->outcomes = {"given"};
  const Result given = run(scenario_of(events), options);
  CHECK(half_width(outcome(given, "given").event->ci95) <= 0.01);
  CHECK(given.trajectories > 500'000); // its condition holds in one of a hundred
}

TEST_CASE("A precision that cannot be had is refused, and one that is not reached in time told as it is") {
  CHECK(refusal({.half_width = 0.01, .outcomes = {"nothing"}}).find("no outcome 'nothing'") !=
        std::string::npos);
  CHECK(refusal({.half_width = 0.01, .outcomes = {"number"}}).find("such as 2%") != std::string::npos);
  RunOptions options = until(1e-5);
  options.trajectories = 50'000;
  const Result unsure = run(scenario_of(events), options);
  CHECK(unsure.trajectories == 50'000);
  CHECK_FALSE(unsure.stopped());
}

TEST_CASE("Stopping by the error does not lower the coverage of intervals") {
  const double any = 1 - std::pow(1.5, -4); // by the gamma law's Laplace transform at 10 days
  constexpr int repeats = 400;
  double held = 0;
  for (std::uint64_t seed = 1; seed <= repeats; ++seed) {
    const Result result = run(scenario_of(events), until(0.0022, seed));
    const Interval& interval = outcome(result, "any").event->ci95;
    held += interval.low <= any && any <= interval.high ? 1.0 / repeats : 0;
  }
  // With 1 in 1,000 false alarms a count lies within 3.3 standard errors of 95%.
  CHECK((held > 0.95 - 3.3 * 0.0109 && held < 0.95 + 3.3 * 0.0109));
}

} // namespace casus::test
