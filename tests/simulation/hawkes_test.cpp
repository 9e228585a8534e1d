// A self-exciting process: every firing raises a driver that decays, and the driver raises the rate (Hawkes
// 1971, with an exponential kernel). The driver decays at grid points only, so the law depends on the step;
// both the law with a step and its limit are known.

#include "simulation/support.hpp"

namespace casus::test {
namespace {

constexpr double base = 0.05; // per day
constexpr double jump = 0.04; // per day and firing
constexpr double half_life = 10;
constexpr double horizon = 80;
const double decay = std::log(2.0) / half_life;

const std::string text = R"(
horizon: 80 days
step: 8 days
drivers: {excitement: {start: 0, mean: 0, half_life: 10 days}}
triggers:
  shot: {rate: 0.05 + excitement, effects: [add: {excitement: 0.04}]}
)";

/// d E[x]/dt = -decay E[x] + jump (base + E[x]), and the mean count is the integral of base + E[x].
double mean_count_in_continuous_time() {
  const double relaxation = decay - jump;
  const double settled = jump * base / relaxation;
  return (base + settled) * horizon - settled * (1 - std::exp(-relaxation * horizon)) / relaxation;
}

/// The same with the driver's decay put off to the end of each step: within one, base + E[x] grows by
/// exp(jump t).
double mean_count_with_step(double step) {
  double excitement = 0;
  double count = 0;
  for (int k = 0; k < std::lround(horizon / step); ++k) {
    const double grown = (base + excitement) * std::expm1(jump * step);
    count += grown / jump;
    excitement = (excitement + grown) * std::exp(-decay * step);
  }
  return count;
}

Result simulate_with_step(double step) {
  return simulate(text, {"step=" + std::to_string(step) + " days"}, {200'000});
}

} // namespace

TEST_CASE("a Hawkes process has the mean count of its law at every step length") {
  for (const double step : {8.0, 4.0, 1.0}) {
    INFO("step " << step);
    CHECK_THAT(count_of(simulate_with_step(step), "shot"), Agrees(mean_count_with_step(step)));
  }
  const Result biased = simulate(text, {"triggers.shot.rate=0.051 + excitement"}, {200'000});
  CHECK_THAT(count_of(biased, "shot"), !Agrees(mean_count_with_step(8)));
}

TEST_CASE("a Hawkes process comes to its continuous law as the step shrinks") {
  const double truth = mean_count_in_continuous_time();
  // The error goes with the square of the step.
  CHECK((mean_count_with_step(0.4) - truth) / (mean_count_with_step(0.2) - truth) == Approx(4).epsilon(0.01));
  CHECK_THAT(count_of(simulate_with_step(8), "shot"), !Agrees(truth));
  CHECK_THAT(count_of(simulate_with_step(0.2), "shot"), Agrees(truth));
}

} // namespace casus::test
