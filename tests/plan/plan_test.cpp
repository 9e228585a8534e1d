#include "plan/plan.hpp"

#include <catch2/catch.hpp>

using namespace casus;

namespace {

Scenario scenario_of(const std::string& parts, const std::vector<std::string>& settings = {}) {
  const std::string head = "casus: 1\nstart: 2023-01-01\nhorizon: 3 weeks\nstep: 1 week\n";
  return parse_scenario(head + parts, "test.yaml", settings);
}

plan::Plan planned(const Scenario& scenario, const plan::Resolution& resolution = {}) {
  return plan::compile(std::make_shared<const Scenario>(scenario), resolution);
}

plan::Plan plan_of(const std::string& parts) { return planned(scenario_of(parts)); }

} // namespace

TEST_CASE("The grid is every step and the horizon; dates lie inside its steps") {
  const plan::Plan plan = plan_of("triggers: {vote: {at: [2023-01-03, 1 week]}}\n"
                                  "outcomes: {fired: {when: count(vote) > 0, by: 20 days}}\n");
  CHECK(plan.grid == std::vector<double>{0, 7, 14, 21});
  REQUIRE(plan.schedule.size() == 2);
  CHECK(plan.schedule[0].day == 2);
  CHECK(plan.schedule[1].day == 7);
  CHECK(plan.outcomes.at(0).day == 20);
  CHECK(plan.outcomes.at(0).grid_point == 3);
  REQUIRE(plan.readings.size() == 1);
  CHECK(plan.readings.at(0).passed == 6);
}

TEST_CASE("A horizon within a step ends the grid, and is read there") {
  const plan::Plan plan = planned(scenario_of("drivers: {x: {half_life: 1 week}}\n", {"horizon=17.5 days"}));
  CHECK(plan.grid == std::vector<double>{0, 7, 14, 17.5});
  CHECK(plan.step_end(2) == 21);
  REQUIRE(plan.readings.size() == 1);
  CHECK(plan.readings.at(0).day == 17.5);
  CHECK(plan.readings.at(0).drivers == std::vector<DriverId>{DriverId(0)});
}

TEST_CASE("More events than their curves have room for are refused") {
  std::string outcomes = "outcomes:\n";
  for (int i = 0; i < 200; ++i) outcomes += "  o" + std::to_string(i) + ": {when: time > 1}\n";
  CHECK_THROWS_WITH(planned(scenario_of(outcomes, {"horizon=100000 days", "step=1 day"})),
                    Catch::Contains("200 outcomes with 'when' at 100001 grid points"));
}

TEST_CASE("Forced firings come before scheduled ones of their day, in the order of their list") {
  Scenario scenario = scenario_of("triggers: {vote: {at: 7 days}, coup: {rate: 0}}\n");
  for (const auto& [trigger, day] : std::vector<std::pair<int, double>>{{1, 7}, {0, 7}, {1, 2.5}}) {
    ForcedFiring& forced = scenario.forced.emplace_back();
    forced.trigger = trigger;
    forced.day = day;
  }
  const plan::Plan plan = planned(scenario);
  CHECK(plan.grid == std::vector<double>{0, 7, 14, 21});
  REQUIRE(plan.schedule.size() == 4);
  const auto is = [&](std::size_t i, double day, int trigger, bool is_forced) {
    const plan::ScheduledFiring& firing = plan.schedule[i];
    return firing.day == day && firing.trigger == TriggerId(trigger) && firing.is_forced == is_forced;
  };
  CHECK(is(0, 2.5, 1, true));
  CHECK(is(1, 7, 1, true));
  CHECK(is(2, 7, 0, true));
  CHECK(is(3, 7, 0, false));
}

TEST_CASE("A scenario can be laid out by another's step, and by halves of it") {
  const Scenario scenario = scenario_of("", {"step=4 days"});
  CHECK(planned(scenario, {.step = 7}).grid == std::vector<double>{0, 7, 14, 21});
  CHECK(planned(scenario, {.step = 7, .is_refined = true}).grid ==
        std::vector<double>{0, 3.5, 7, 10.5, 14, 17.5, 21});
}

TEST_CASE("Days that differ by rounding alone are one") {
  const plan::Plan plan =
      planned(scenario_of("triggers: {vote: {at: [0.9 days]}}\n", {"horizon=1.5 days", "step=0.3 days"}));
  CHECK(plan.grid.size() == 6);
  CHECK(plan.grid[3] == plan.schedule[0].day);
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
  CHECK(plan.groups.at(0).members[0].name == "a");
  CHECK(plan.groups.at(0).members[1].name == "c");
  CHECK(plan.groups.at(1).members[0].name == "b");
  CHECK(plan.groups.at(1).members[1].name == "d");
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
  for (const plan::MemberPlan& member : plan.groups.at(0).members) names += member.name;
  CHECK(names == "bfdea"); // d and e follow one another
}

TEST_CASE("Equal formulas are evaluated once, and a clock depends on what they read") {
  const plan::Plan plan = plan_of("drivers: {stock: {start: 5}, mood: {half_life: 1 week, volatility: 1}}\n"
                                  "triggers:\n"
                                  "  sale: {rate: 0.1 * stock, weights: {'stock > 2': 1}}\n"
                                  "  theft: {rate: 0.01, weights: {'stock > 2': 0.5, mood: 1}}\n");
  CHECK(plan.derived.size() == 2);
  CHECK(plan.dependents.at(0).clocks == std::vector{plan::ClockId(0), plan::ClockId(1)});
  const Row mean_row = plan.layout.mean_of_driver.at(1);
  CHECK(mean_row != Row(1)); // what a rate reads of a driver that moves is its mean over the step
  CHECK(plan.dependents[mean_row].clocks == std::vector{plan::ClockId(1)});
  CHECK(plan.dependents.at(1).clocks.empty());
  CHECK_FALSE(plan.clocks.at(0).moving);
  CHECK(plan.clocks.at(1).moving);
}

TEST_CASE("Rungs that differ in their rate alone share a factor") {
  const plan::Plan plan = plan_of("drivers: {push: {half_life: 1 week, volatility: 1}}\n"
                                  "ladders:\n"
                                  "  aid:\n"
                                  "    rungs: [low, middle, high]\n"
                                  "    up: {rate: 1 per year, weights: {push: 1}}\n"
                                  "    steps: {middle -> high: {rate: 2 per year}}\n");
  REQUIRE(plan.clocks.size() == 1);
  CHECK(plan.clocks.at(0).factors.size() == 1);
  CHECK_FALSE(plan.clocks.at(0).states[2].factor.has_value());
}
