// Derivatives that calculus gives.

#include "sensitivity/gradients.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace casus;
using namespace casus::test;

TEST_CASE("A constant hazard: the chance that it has fired, and how often") {
  // P = 1 - exp(-r T), so dP/dr = T exp(-r T); the count is r T.
  const double rate = 0.02, days = 60;
  const Gradient found = gradient_of("horizon: 90 days\nstep: 7 days\n"
                                     "triggers: {strike: {rate: 0.02 per day}}\n"
                                     "outcomes:\n"
                                     "  fired: {when: count(strike) > 0, by: 60 days}\n"
                                     "  often: {value: count(strike), at: 60 days}\n");
  const Derivative fired = derivative(found, "fired", "triggers.strike.rate");
  const Derivative often = derivative(found, "often", "triggers.strike.rate");
  CHECK(agrees(fired.value, fired.se, days * std::exp(-rate * days), 1));
  CHECK(fired.relative == Approx(rate * fired.value));
  CHECK(agrees(often.value, often.se, days, 1));
}

TEST_CASE("A weight on a driver that stands still") {
  // The hazard is r exp(w x): its logarithm changes by x.
  const double rate = 0.01, weight = 0.5, x = 1.5, days = 50;
  const double integral = rate * std::exp(weight * x) * days;
  const Gradient found = gradient_of("horizon: 50 days\nstep: 3 days\n"
                                     "drivers: {heat: {start: 1.5}}\n"
                                     "triggers: {strike: {rate: 0.01 per day, weights: {heat: 0.5}}}\n"
                                     "outcomes: {fired: {when: count(strike) > 0}}\n");
  const Derivative by_weight = derivative(found, "fired", "triggers.strike.weights.heat");
  CHECK(agrees(by_weight.value, by_weight.se, x * integral * std::exp(-integral), 0.02));
  CHECK(by_weight.relative == Approx(weight * by_weight.value));
}
