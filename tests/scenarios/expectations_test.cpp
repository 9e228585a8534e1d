// The claims with a direction, against a run of the whole library: 6,000 trajectories in 750 worlds of one
// seed. A claim must show beyond four standard errors of the paired difference, so that a what-if without
// effect would pass with a probability of 3e-5.

#include "scenarios/expectations.hpp"

#include "casus/compare.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <map>
#include <set>

using casus::Comparison;
using casus::Difference;
using casus::load_scenario;

namespace {

constexpr double standard_errors = 4;

bool borne_out(const Expectation& expectation, double difference, double se) {
  if (expectation.bound) return std::abs(difference) + standard_errors * se < *expectation.bound;
  return expectation.sign * difference > standard_errors * se && se > 0;
}

const Difference& difference_of(const Comparison& comparison, const Expectation& expectation) {
  const auto whatif =
      std::find_if(comparison.whatifs.begin(), comparison.whatifs.end(),
                   [&](const auto& each) { return each.result.scenario == expectation.whatif; });
  REQUIRE(whatif != comparison.whatifs.end());
  const auto found = std::find_if(whatif->differences.begin(), whatif->differences.end(),
                                  [&](const auto& each) { return each.outcome == expectation.outcome; });
  REQUIRE(found != whatif->differences.end());
  return *found;
}

/// So many what-ifs are compared at once, whose series fit into memory.
constexpr std::size_t most_at_once = 20;

using Names = std::set<std::string>;

/// The what-ifs of some expectations, in batches.
std::vector<Names> batches(const std::vector<Expectation>& expectations) {
  Names names;
  for (const Expectation& expectation : expectations) names.insert(expectation.whatif);
  std::vector<Names> batches;
  for (const std::string& name : names) {
    if (batches.empty() || batches.back().size() == most_at_once) batches.emplace_back();
    batches.back().insert(name);
  }
  return batches;
}

Comparison compared(const std::string& against, const Names& names) {
  std::vector<casus::Scenario> whatifs;
  for (const std::string& name : names) whatifs.push_back(load_scenario(whatif_file(name)));
  const auto base = against.empty() ? baseline_file() : whatif_file(against);
  casus::RunOptions options;
  options.trajectories = 6'000;
  return casus::compare(load_scenario(base), whatifs, options);
}

void check(const Comparison& comparison, const Expectation& expectation) {
  const Difference& found = difference_of(comparison, expectation);
  REQUIRE(found.difference);
  INFO(expectation.text());
  INFO(fmt::format("{:.5f}, standard error {:.5f}, {:.1f} of them", *found.difference, found.se,
                   *found.difference / found.se));
  CHECK(borne_out(expectation, *found.difference, found.se));
}

} // namespace

TEST_CASE("What the documents expect of each what-if comes about", "[library]") {
  std::map<std::string, std::vector<Expectation>> by_base;
  for (const Expectation& expectation : read_expectations())
    by_base[expectation.against].push_back(expectation);
  for (const auto& [against, expectations] : by_base)
    for (const Names& batch : batches(expectations)) {
      const Comparison comparison = compared(against, batch);
      for (const Expectation& expectation : expectations)
        if (batch.contains(expectation.whatif)) check(comparison, expectation);
    }
}

TEST_CASE("A difference against the expectation, or none, or one too large, is not borne out") {
  const Expectation up{.claims = {}, .whatif = {}, .against = {}, .outcome = {}, .sign = 1, .bound = {}};
  CHECK(borne_out(up, 0.05, 0.01));
  CHECK_FALSE(borne_out(up, 0.03, 0.01));
  CHECK_FALSE(borne_out(up, -0.05, 0.01));
  CHECK_FALSE(borne_out(up, 0, 0));
  const Expectation little{
      .claims = {}, .whatif = {}, .against = {}, .outcome = {}, .sign = 0, .bound = 0.02};
  CHECK(borne_out(little, 0.005, 0.001));
  CHECK_FALSE(borne_out(little, 0.019, 0.001));
  CHECK_FALSE(borne_out(little, -0.03, 0.001));
}
