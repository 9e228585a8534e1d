// The engine against the reference simulator (reference/), which shares only the reader with it, on scenarios
// drawn at random that use every feature together.
//
// Each scenario makes some 100 comparisons, 2,800 in all. They fail beyond 5 standard errors of the
// difference: by chance once in 600 such test runs, but the seeds are fixed.

#include "simulation/reference/survey.hpp"
#include "simulation/scenario_generator.hpp"
#include "simulation/support.hpp"

namespace casus::test {
namespace {

using reference::is_compared;
using reference::on_day;
using Quantities = std::map<std::string, double>;

/// What the result holds, under the names of reference::Survey.
Quantities quantities_of(const Result& result) {
  Quantities found;
  for (const TriggerResult& each : result.triggers) {
    found["count of '" + each.name + "'"] = each.mean_count;
    found["share with '" + each.name + "'"] = each.share_fired;
  }
  for (std::size_t k = 0; k < result.days.size(); ++k) {
    if (!is_compared(k, result.days.size())) continue;
    for (const DriverResult& each : result.drivers) {
      const std::string name = "driver '" + each.name + "'";
      found[on_day(name, result.days[k])] = each.mean[k];
      found[on_day("square of " + name, result.days[k])] =
          each.mean[k] * each.mean[k] + each.sd[k] * each.sd[k];
    }
    for (const LadderResult& each : result.ladders)
      for (std::size_t rung = 0; rung < each.rungs.size(); ++rung)
        found[on_day("rung '" + each.rungs[rung] + "'", result.days[k])] = each.occupancy[k][rung];
  }
  for (const OutcomeResult& each : result.outcomes) {
    const std::uint64_t trials = each.event ? each.event->trials : each.value->trials;
    found["given of '" + each.name + "'"] =
        static_cast<double>(trials) / static_cast<double>(result.trajectories);
    if (trials == 0) continue;
    found["outcome '" + each.name + "'"] = each.event ? *each.event->probability : *each.value->mean;
  }
  return found;
}

/// Standard errors between the two. What fewer than some thirty trajectories tell of is held against nobody.
double standard_errors(const reference::Ratio& expected, double found) {
  const double rare = 30 / std::pow(expected.below(), 2);
  return (found - expected.value()) / std::sqrt(2 * expected.variance() + rare);
}

constexpr reference::Extent extent{5000, 250};
constexpr double limit = 5;

struct Disagreement {
  std::string quantity;
  double z;
};

/// The quantities in which the engine's run of one scenario and the reference's of another differ beyond the
/// limit.
std::vector<Disagreement> disagreements(const Scenario& engines, const Scenario& references,
                                        std::uint64_t seed) {
  RunOptions options;
  options.trajectories = extent.trajectories;
  options.seed = seed;
  reference::Extent clusters = extent;
  clusters.cluster_is_world = seed % 2 == 1; // where the generator makes parameters uncertain
  if (clusters.cluster_is_world) options.worlds = extent.clusters;
  const reference::Survey survey(references, clusters, seed);
  const Quantities found = quantities_of(run(engines, options));
  std::vector<Disagreement> all;
  for (const auto& [quantity, expected] : survey.ratios()) {
    if (expected.below() == 0) continue;
    const auto counterpart = found.find(quantity);
    const double z = counterpart == found.end() ? 1e9 : standard_errors(expected, counterpart->second);
    if (!(std::abs(z) <= limit)) all.push_back({quantity, z});
  }
  return all;
}

} // namespace

TEST_CASE("The engine and the reference agree on random scenarios that use every feature") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const std::string text = random_scenario(seed);
    const Scenario scenario = scenario_of(text);
    for (const auto& [quantity, z] : disagreements(scenario, scenario, seed)) {
      INFO(text);
      FAIL_CHECK("random scenario " << seed << ": " << quantity << " is " << z << " standard errors off");
    }
  }
}

TEST_CASE("The engine and the reference agree on random scenarios with forced firings") {
  for (std::uint64_t seed = 21; seed <= 28; ++seed) {
    const Scenario scenario = random_whatif(seed);
    for (const auto& [quantity, z] : disagreements(scenario, scenario, seed)) {
      INFO(random_scenario(seed));
      FAIL_CHECK("random what-if " << seed << ": " << quantity << " is " << z << " standard errors off");
    }
  }
}

TEST_CASE("A forced firing more or less in a random scenario is seen") {
  const Scenario scenario = random_whatif(22);
  for (std::size_t i = 0; i < scenario.forced.size(); ++i) {
    Scenario lacking = scenario;
    lacking.forced.erase(lacking.forced.begin() + static_cast<long>(i));
    INFO(i);
    CHECK_FALSE(disagreements(lacking, scenario, 22).empty());
  }
}

TEST_CASE("A difference planted into a random scenario is seen") {
  const std::string text = random_scenario(4);
  const Scenario scenario = scenario_of(text);
  for (const std::string planted :
       {"outcomes.reply_by.from=45 days", "triggers.leaving.rate=0.036 * refugees",
        "drivers.mood.half_life=60 days", "ladders.aid.up.rate=4 per month",
        "triggers.protest.cooldown=50 days"}) {
    INFO(planted);
    CHECK_FALSE(disagreements(scenario_of(text, {planted}), scenario, 4).empty());
  }
}

} // namespace casus::test
