// The reference simulator itself, against closed forms: it must be right before the engine is held against
// it.

#include "simulation/reference/survey.hpp"
#include "simulation/support.hpp"

namespace casus::test {
namespace {

constexpr reference::Extent extent{20'000, 500};

Estimate surveyed(const std::string& text, const std::string& quantity,
                  const std::vector<std::string>& settings = {}, bool cluster_is_world = false) {
  const Scenario scenario = scenario_of(text, settings);
  const reference::Survey survey(scenario, {extent.trajectories, extent.clusters, cluster_is_world}, 5);
  const reference::Ratio& ratio = survey.ratios().at(quantity);
  return {ratio.value(), std::sqrt(ratio.variance())};
}

} // namespace

TEST_CASE("The reference counts a population of immigrants") {
  const std::string text = R"(
horizon: 20 days
step: 10 days
drivers: {population: {start: 0}}
triggers:
  arrival: {rate: 0.8 per day, effects: [add: {population: 1}]}
  death: {rate: 0.1 * population, effects: [add: {population: -1}]}
)";
  const double mean = 8 * (1 - std::exp(-2.0));
  CHECK_THAT(surveyed(text, reference::on_day("driver 'population'", 20)), Agrees(mean));
  CHECK_THAT(surveyed(text, reference::on_day("square of driver 'population'", 20)),
             Agrees(mean * mean + mean));
  CHECK_THAT(
      surveyed(text, reference::on_day("driver 'population'", 20), {"triggers.arrival.rate=0.83 per day"}),
      !Agrees(mean));
}

TEST_CASE("The reference climbs and descends a ladder of two rungs") {
  const std::string text = R"(
horizon: 30 days
step: 10 days
ladders: {mode: {rungs: [low, high], start: low, up: {rate: 0.02 per day}, down: {rate: 0.05 per day}}}
outcomes: {reached: {when: mode == high}}
)";
  CHECK_THAT(surveyed(text, reference::on_day("rung 'high'", 30)), Agrees(2.0 / 7 * -std::expm1(-0.07 * 30)));
  CHECK_THAT(surveyed(text, "outcome 'reached'"), Agrees(-std::expm1(-0.6)));
  CHECK_THAT(surveyed(text, "outcome 'reached'", {"ladders.mode.up.rate=0.021 per day"}),
             !Agrees(-std::expm1(-0.6)));
}

TEST_CASE("The reference diffuses a driver that reverts, in a world whose mean is uncertain") {
  const std::string text = R"(
horizon: 20 days
step: 10 days
parameters: {level: {value: {uniform: [0, 1]}}}
drivers: {mood: {start: 0, mean: level, half_life: 20 days, volatility: 2}}
)";
  const double variance = 4 / 365.25 / (2 * std::log(2.0) / 20) * 0.75;
  CHECK_THAT(surveyed(text, reference::on_day("driver 'mood'", 20), {}, true), Agrees(0.25));
  const Estimate square = surveyed(text, reference::on_day("square of driver 'mood'", 20), {}, true);
  CHECK_THAT(square, Agrees(variance + 0.25 / 3));
  CHECK_THAT(square, !Agrees(1.2 * variance + 0.25 / 3));
}

TEST_CASE("The reference's transition solves the moment equations of a decay chain to six digits") {
  const reference::LinearSde chain{(Eigen::Matrix2d() << -0.3, 0, 0.1, -0.1).finished(),
                                   Eigen::Vector2d(0.6, 0), (Eigen::Matrix2d() << 0.5, 0, 0, 0).finished()};
  const reference::Transition over = reference::transition_over(chain, 7);
  CHECK(over.factor(0, 0) == Approx(std::exp(-2.1)).epsilon(1e-6));
  CHECK(over.factor(1, 0) == Approx(0.5 * (std::exp(-0.7) - std::exp(-2.1))).epsilon(1e-6));
  CHECK(over.shift(0) == Approx(2 * (1 - std::exp(-2.1))).epsilon(1e-6));
  CHECK(over.covariance(0, 0) == Approx(0.5 / 0.6 * (1 - std::exp(-4.2))).epsilon(1e-6));
}

} // namespace casus::test
