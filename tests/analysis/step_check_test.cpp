#include "casus/step_check.hpp"

#include <catch2/catch.hpp>

#include <cmath>

namespace {

casus::Scenario scenario_of(const std::string& parts) {
  return casus::parse_scenario("casus: 1\nstart: 2024-01-01\n" + parts, "test.yaml");
}

casus::StepCheck checked(const casus::Scenario& scenario, std::uint64_t trajectories) {
  casus::RunOptions options;
  options.trajectories = trajectories;
  options.seed = 3;
  return casus::check_step(scenario, options);
}

} // namespace

// Both runs have one path at the grid points that they share: single precision in the noise is all that
// differs.
TEST_CASE("Half the step refines the path of noisy drivers, also of those that follow and correlate") {
  const casus::StepCheck check =
      checked(scenario_of("horizon: 20 weeks\n"
                          "step: 2 weeks\n"
                          "drivers:\n"
                          "  x: {start: 1, mean: 0, half_life: 5 weeks, volatility: 2}\n"
                          "  y: {start: 0, mean: 1, half_life: 3 weeks, volatility: 1, "
                          "follows: {x: 0.5}}\n"
                          "  z: {start: 0, volatility: 1, trend: 1 per year}\n"
                          "correlations: [[x, z, 0.6]]\n"
                          "outcomes: {x: {value: x}, y: {value: y}, z: {value: z}}\n"),
              2000);
  for (const casus::StepEffect& effect : check.effects) {
    INFO(effect.outcome);
    CHECK(std::abs(*effect.difference) < 1e-6);
    CHECK(effect.se < 1e-6);
    CHECK(effect.answer_se > 0.005);
    CHECK_FALSE(effect.moves);
  }
  CHECK_FALSE(check.sufficient);
}

// The intensity follows x on average over each step: 20 a day times the exponential of twice its mean. The
// check's interval holds the difference of the two sums, within 5 standard errors.
TEST_CASE("A step that is too long moves an answer by what is computed, and a shorter one is advised") {
  const auto count = [](double step) {
    const double a = std::log(2.0) / 10;
    double sum = 0;
    for (int k = 0; k < std::lround(40 / step); ++k)
      sum += 20 * step * std::exp(2 * std::exp(-a * k * step) * -std::expm1(-a * step) / (a * step));
    return sum;
  };
  const casus::Scenario scenario = scenario_of(
      "horizon: 40 days\nstep: 20 days\ndrivers: {x: {start: 1, mean: 0, half_life: 10 days}}\n"
      "triggers: {event: {rate: 20 per day, weights: {x: 2}}}\noutcomes: {events: {value: count(event)}}\n");
  const casus::StepCheck check = checked(scenario, 4000);
  const casus::StepEffect& effect = check.effects.at(0);
  CHECK(std::abs(*effect.difference - (count(10) - count(20))) < 5 * effect.se);
  CHECK(std::abs(*effect.difference) > 20 * effect.se);
  CHECK(effect.moves);
  REQUIRE(check.sufficient);
  CHECK(*check.sufficient < 10);
  const auto concerns = casus::step_concerns(scenario);
  REQUIRE(concerns.size() == 1);
  CHECK_THAT(concerns[0].message, Catch::Contains("forgets half within 0.5 steps"));
}

TEST_CASE("A driver that wanders far within a step is a concern where an intensity follows it") {
  const std::string far =
      "horizon: 1 year\nstep: 1 month\ndrivers: {x: {start: 0, mean: 0, half_life: 1 year, volatility: "
      "2}}\noutcomes: {x: {value: x}}\n";
  CHECK(casus::step_concerns(scenario_of(far)).empty());
  const auto concerns =
      casus::step_concerns(scenario_of(far + "triggers: {event: {rate: 1 per year, weights: {x: 1}}}\n"));
  REQUIRE(concerns.size() == 1);
  CHECK_THAT(concerns[0].message, Catch::Contains("wanders by 0.58"));
}
