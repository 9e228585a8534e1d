// Intervals over repeated seeds: each holds the truth in 95 of 100 runs. A count beyond 4.5 standard
// deviations of the binomial fails, which chance does once in 150,000; runs are of few blocks or worlds,
// where an error that is too small would show.

#include "sensitivity/gradients.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace casus;
using namespace casus::test;

namespace {

constexpr int runs = 400;

/// Of how many runs the interval of a derivative covers the truth, with its error made `factor` times as
/// large.
int covered(const std::string& text, How how, const std::string& path, double truth, double factor = 1) {
  int count = 0;
  for (int run = 0; run < runs; ++run) {
    how.seed = static_cast<std::uint64_t>(run) + 1;
    const Gradient found = gradient(scenario_text(text), {path}, options_of(how));
    const Derivative& by = found.derivatives[0][0];
    count += std::abs(by.value - truth) <= factor * found.coverage * by.se;
  }
  return count;
}

bool is_at_rate(int count) {
  const double deviation = std::sqrt(runs * 0.95 * 0.05);
  return std::abs(count - runs * 0.95) <= z_limit * deviation;
}

constexpr const char* certain = "horizon: 40 days\nstep: 20 days\n"
                                "triggers: {strike: {rate: 0.02 per day}}\n"
                                "outcomes: {fired: {when: count(strike) > 0}}\n";
constexpr const char* uncertain = "horizon: 40 days\nstep: 20 days\n"
                                  "triggers: {strike: {rate: {uniform: [0.005, 0.05]}}}\n"
                                  "outcomes: {fired: {when: count(strike) > 0}}\n";
// The second clock's score is a control of the first one's.
constexpr const char* controlled = "horizon: 40 days\nstep: 20 days\n"
                                   "drivers: {sum: {}}\n"
                                   "triggers:\n"
                                   "  strike: {rate: 0.02 per day, effects: [{add: {sum: 1}}]}\n"
                                   "  reply: {rate: 0.05 per day, effects: [{add: {sum: 2}}]}\n"
                                   "outcomes: {answered: {value: sum}}\n";
constexpr const char* conditional = "horizon: 40 days\nstep: 20 days\n"
                                    "drivers: {hit: {}}\n"
                                    "triggers:\n"
                                    "  strike: {rate: 0.02 per day, effects: [{add: {hit: 1}}]}\n"
                                    "  answer: {rate: 0.05 per day, when: hit > 0}\n"
                                    "outcomes: {answered: {when: count(answer) > 0, given: hit > 0}}\n";

/// P(answered | hit) with the strike at a density r exp(-r t) within T.
double answered(double rate) {
  const double days = 40, answer = 0.05;
  const double hit = 1 - std::exp(-rate * days);
  const double silent = rate * (std::exp(-rate * days) - std::exp(-answer * days)) / (answer - rate);
  return 1 - silent / hit;
}

} // namespace

TEST_CASE("Intervals cover at their rate: blocks of one world") {
  const How how{.trajectories = 1'280};
  const double truth = 40 * std::exp(-0.02 * 40);
  CHECK(is_at_rate(covered(certain, how, "triggers.strike.rate", truth)));
  CHECK_FALSE(is_at_rate(covered(certain, how, "triggers.strike.rate", truth, 0.7))); // too narrow is seen
}

TEST_CASE("Intervals cover at their rate: worlds") {
  const double truth = (std::exp(-0.005 * 40) - std::exp(-0.05 * 40)) / 0.045;
  CHECK(is_at_rate(covered(uncertain, {.trajectories = 2'000, .worlds = 20}, "triggers.strike.rate", truth)));
}

TEST_CASE("Intervals cover at their rate: with control variates") {
  CHECK(is_at_rate(covered(controlled, {.trajectories = 4'096}, "triggers.strike.rate", 40)));
}

TEST_CASE("Other clocks' scores take their noise from an answer") {
  // The answer is a + 2 b of Poisson counts. Without controls the variance of (a + 2 b - m) S is about that
  // of the answer times that of S; what b brings into it is all that a control can take.
  const double a = 0.02 * 40, b = 0.05 * 40, n = 51'200;
  const Gradient found =
      gradient(scenario_text(controlled), {"triggers.strike.rate"}, options_of({.trajectories = 51'200}));
  const double without_b = a * (1 + 2 * a); // Var((a - E a) S) of a Poisson count
  const double with_b = without_b + 4 * b * a;
  CHECK(found.derivatives[0][0].relative_se < 1.3 * std::sqrt(without_b / n));
  CHECK(found.derivatives[0][0].relative_se < 0.7 * std::sqrt(with_b / n));
}

TEST_CASE("Intervals cover at their rate: a conditional outcome") {
  const double h = 1e-5;
  const double truth = (answered(0.02 + h) - answered(0.02 - h)) / (2 * h);
  CHECK(is_at_rate(covered(conditional, {.trajectories = 2'560}, "triggers.strike.rate", truth)));
}
