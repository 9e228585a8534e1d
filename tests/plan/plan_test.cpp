#include "plan/plan.hpp"

#include <catch2/catch.hpp>

using namespace casus;

namespace {

Scenario scenario_of(const std::string& parts, const std::vector<std::string>& settings = {}) {
  const std::string head = "casus: 1\nstart: 2023-01-01\nhorizon: 3 weeks\nstep: 1 week\n";
  return parse_scenario(head + parts, "test.yaml", settings);
}

plan::Plan planned(const Scenario& scenario, const plan::GridNeeds& further = {}) {
  return plan::compile(std::make_shared<const Scenario>(scenario), further);
}

plan::Plan plan_of(const std::string& parts) { return planned(scenario_of(parts)); }

} // namespace

TEST_CASE("The grid is every step, the horizon, and every date that is named") {
  const plan::Plan plan = plan_of("triggers: {vote: {at: [2023-01-03, 1 week]}}\n"
                                  "outcomes: {fired: {when: count(vote) > 0, by: 20 days}}\n");
  CHECK(plan.grid == std::vector<double>{0, 2, 7, 14, 20, 21});
  REQUIRE(plan.schedule.size() == 2);
  CHECK(plan.schedule[0].grid_point == 1);
  CHECK(plan.schedule[1].grid_point == 2);
  CHECK(plan.outcomes[0].grid_point == 4);
}

TEST_CASE("Forced firings are on the grid, before scheduled ones of their day, in the order of their list") {
  Scenario scenario = scenario_of("triggers: {vote: {at: 7 days}, coup: {rate: 0}}\n");
  for (const auto& [trigger, day] : std::vector<std::pair<int, double>>{{1, 7}, {0, 7}, {1, 2.5}}) {
    ForcedFiring& forced = scenario.forced.emplace_back();
    forced.trigger = trigger;
    forced.day = day;
  }
  const plan::Plan plan = planned(scenario);
  CHECK(plan.grid == std::vector<double>{0, 2.5, 7, 14, 21});
  REQUIRE(plan.schedule.size() == 4);
  const auto is = [&](std::size_t i, int grid_point, int trigger, bool is_forced) {
    const plan::ScheduledFiring& firing = plan.schedule[i];
    return firing.grid_point == grid_point && firing.trigger == trigger && firing.is_forced == is_forced;
  };
  CHECK(is(0, 1, 1, true));
  CHECK(is(1, 2, 1, true));
  CHECK(is(2, 2, 0, true));
  CHECK(is(3, 2, 0, false));
}

TEST_CASE("With the needs of others a grid has their days and steps too, up to its own horizon") {
  const Scenario scenario = scenario_of("triggers: {vote: {at: 3 days}}\n");
  const Scenario other =
      scenario_of("triggers: {coup: {at: [9 days, 23 days]}}\n", {"step=4 days", "horizon=26 days"});
  plan::GridNeeds all = plan::grid_needs(scenario);
  all.include(plan::grid_needs(other));
  CHECK(planned(scenario, all).grid == std::vector<double>{0, 3, 4, 7, 8, 9, 12, 14, 16, 20, 21});
  CHECK(planned(other, all).grid == std::vector<double>{0, 3, 4, 7, 8, 9, 12, 14, 16, 20, 21, 23, 24, 26});
  CHECK(planned(scenario, plan::grid_needs(scenario)).grid == planned(scenario).grid);
}

TEST_CASE("Days of different steps that differ by rounding alone are one") {
  const Scenario scenario = scenario_of("", {"horizon=1 day", "step=0.1 days"});
  const Scenario other = scenario_of("", {"horizon=1 day", "step=0.3 days"});
  CHECK(planned(scenario, plan::grid_needs(other)).grid.size() == 11);
}

TEST_CASE("Only drivers that couple or correlate share a group") {
  const plan::Plan plan = plan_of("drivers:\n"
                                  "  d: {half_life: 1 week, volatility: 1}\n"
                                  "  c: {half_life: 1 week, volatility: 1, follows: {a: 1}}\n"
                                  "  b: {half_life: 1 week, volatility: 1}\n"
                                  "  a: {half_life: 1 week, volatility: 1}\n"
                                  "correlations: [[b, d, 0.5]]\n"
                                  "outcomes: {sum: {value: a + b + c + d}}\n");
  REQUIRE(plan.groups.size() == 2);
  CHECK(plan.groups[0].members[0].name == "a");
  CHECK(plan.groups[0].members[1].name == "c");
  CHECK(plan.groups[1].members[0].name == "b");
  CHECK(plan.groups[1].members[1].name == "d");
}

TEST_CASE("Drivers that are followed stand before those that follow them, otherwise alphabetically") {
  const std::string follows = "half_life: 1 week, volatility: 1, follows: ";
  const plan::Plan plan = plan_of("drivers:\n"
                                  "  f: {half_life: 1 week, volatility: 1}\n"
                                  "  a: {" +
                                  follows +
                                  "{d: 1}}\n"
                                  "  b: {half_life: 1 week, volatility: 1}\n"
                                  "  d: {" +
                                  follows +
                                  "{e: 1, f: 1}}\n"
                                  "  e: {" +
                                  follows +
                                  "{d: 1}}\n"
                                  "correlations: [[b, d, 0.5]]\n"
                                  "outcomes: {sum: {value: a + b}}\n");
  REQUIRE(plan.groups.size() == 1);
  std::string names;
  for (const plan::MemberPlan& member : plan.groups[0].members) names += member.name;
  CHECK(names == "bfdea"); // d and e follow one another
}

TEST_CASE("Equal formulas are evaluated once, and a clock depends on what they read") {
  const plan::Plan plan = plan_of("drivers: {stock: {start: 5}, mood: {half_life: 1 week, volatility: 1}}\n"
                                  "triggers:\n"
                                  "  sale: {rate: 0.1 * stock, weights: {'stock > 2': 1}}\n"
                                  "  theft: {rate: 0.01, weights: {'stock > 2': 0.5, mood: 1}}\n");
  CHECK(plan.derived.size() == 2);
  CHECK(plan.dependents[0].clocks == std::vector<plan::ClockId>{0, 1});
  CHECK(plan.dependents[1].clocks == std::vector<plan::ClockId>{1});
  CHECK_FALSE(plan.clocks[0].moving);
  CHECK(plan.clocks[1].moving);
}

TEST_CASE("Rungs that differ in their rate alone share a factor") {
  const plan::Plan plan = plan_of("drivers: {push: {half_life: 1 week, volatility: 1}}\n"
                                  "ladders:\n"
                                  "  aid:\n"
                                  "    rungs: [low, middle, high]\n"
                                  "    up: {rate: 1 per year, weights: {push: 1}}\n"
                                  "    steps: {middle -> high: {rate: 2 per year}}\n");
  REQUIRE(plan.clocks.size() == 1);
  CHECK(plan.clocks[0].factors.size() == 1);
  CHECK(plan.clocks[0].states[2].factor == plan::none);
}
