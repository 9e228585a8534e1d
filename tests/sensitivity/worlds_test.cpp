// Numbers that are not known exactly: the derivative is the mean of the worlds' own, and errors are of
// worlds.

#include "sensitivity/gradients.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace casus;
using namespace casus::test;

namespace {

// E[T exp(-R T)] and E[R T exp(-R T)] of R uniform in [low, high].
double by_value(double low, double high, double days) {
  return (std::exp(-low * days) - std::exp(-high * days)) / (high - low);
}
double by_logarithm(double low, double high, double days) {
  const auto integral = [&](double r) { return -(r * days + 1) * std::exp(-r * days) / days; };
  return (integral(high) - integral(low)) / (high - low);
}

constexpr How many_worlds{.trajectories = 40'000, .worlds = 4'000};

} // namespace

TEST_CASE("A rate that is uncertain where it stands") {
  const Gradient found = gradient_of("horizon: 40 days\nstep: 7 days\n"
                                     "triggers: {strike: {rate: {uniform: [0.01, 0.05]}}}\n"
                                     "outcomes: {fired: {when: count(strike) > 0}}\n",
                                     many_worlds);
  const Derivative by_rate = derivative(found, "fired", "triggers.strike.rate");
  CHECK(agrees(by_rate.value, by_rate.se, by_value(0.01, 0.05, 40), 0.5));
  CHECK(agrees(by_rate.relative, by_rate.relative_se, by_logarithm(0.01, 0.05, 40), 0.02));
}

TEST_CASE("A parameter moves every number that reads it, by the chain rule in each world") {
  // Hazards of 2 p and p^2 together: P = 1 - exp(-(2 p + p^2) T).
  const double low = 0.005, high = 0.02, days = 40;
  double value = 0, relative = 0;
  constexpr int cells = 20'000;
  for (int i = 0; i < cells; ++i) {
    const double p = low + (high - low) * (i + 0.5) / cells;
    const double slope = (2 + 2 * p) * days * std::exp(-(2 * p + p * p) * days);
    value += slope / cells;
    relative += p * slope / cells;
  }
  const Gradient found = gradient_of("horizon: 40 days\nstep: 7 days\n"
                                     "parameters: {p: {value: {uniform: [0.005, 0.02]}}}\n"
                                     "triggers: {a: {rate: 2 * p}, b: {rate: p ^ 2}}\n"
                                     "outcomes: {fired: {when: count(a) + count(b) > 0}}\n",
                                     many_worlds);
  const Derivative by_p = derivative(found, "fired", "parameters.p.value");
  CHECK(agrees(by_p.value, by_p.se, value, 0.6));
  CHECK(agrees(by_p.relative, by_p.relative_se, relative, 0.01));
  // The formulas themselves are numbers too: along their logarithms they add up to nothing else.
  const Derivative by_a = derivative(found, "fired", "triggers.a.rate");
  const Derivative by_b = derivative(found, "fired", "triggers.b.rate");
  CHECK(by_p.relative == Approx(by_a.relative + 2 * by_b.relative).epsilon(1e-8));
}

TEST_CASE("A weight that is a parameter with a sign") {
  const double x = 2, rate = 0.01, days = 40;
  double value = 0;
  constexpr int cells = 20'000;
  for (int i = 0; i < cells; ++i) {
    const double integral = rate * std::exp(-((i + 0.5) / cells) * x) * days;
    value -= x * integral * std::exp(-integral) / cells;
  }
  const Gradient found = gradient_of("horizon: 40 days\nstep: 7 days\n"
                                     "parameters: {brake: {value: {uniform: [0, 1]}}}\n"
                                     "drivers: {fear: {start: 2}}\n"
                                     "triggers: {strike: {rate: 0.01, weights: {fear: -brake}}}\n"
                                     "outcomes: {fired: {when: count(strike) > 0}}\n",
                                     many_worlds);
  const Derivative by_brake = derivative(found, "fired", "parameters.brake.value");
  CHECK(agrees(by_brake.value, by_brake.se, value, 0.02));
}

TEST_CASE("A parameter that stands outside of hazards too has no score derivative") {
  const Scenario scenario =
      scenario_text("horizon: 40 days\nstep: 7 days\n"
                    "parameters:\n"
                    "  p: {value: 0.1}\n  q: {value: 0.1}\n  r: {value: 0.1}\n  unused: {value: 1}\n"
                    "drivers: {heat: {half_life: 10 days * (1 + q)}}\n"
                    "triggers: {a: {rate: p + q, weights: {heat: r, r * heat: 1}}}\n"
                    "outcomes: {fired: {when: count(a) > 0}}\n");
  std::vector<std::string> paths;
  for (const NumberEntry& number : differentiable_numbers(scenario)) paths.push_back(number.path);
  CHECK(paths == std::vector<std::string>{"triggers.a.rate", "triggers.a.weights.heat",
                                          "triggers.a.weights.r * heat", "parameters.p.value"});
}
