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
  CHECK(agrees(fired.value, fired.se, days * std::exp(-rate * days), 0.3));
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
  CHECK(agrees(by_weight.value, by_weight.se, x * integral * std::exp(-integral), 0.01));
  CHECK(by_weight.relative == Approx(weight * by_weight.value));
}

TEST_CASE("Immigration and death: a rate and a rate that is a formula of the state") {
  // The mean is n e^(-mT) + l/m (1 - e^(-mT)).
  const double start = 4, in = 0.5, out = 0.1, days = 20;
  const double left = std::exp(-out * days);
  const Gradient found = gradient_of("horizon: 20 days\nstep: 5 days\n"
                                     "drivers: {population: {start: 4}}\n"
                                     "triggers:\n"
                                     "  arrival: {rate: 0.5 per day, effects: [{add: {population: 1}}]}\n"
                                     "  death: {rate: 0.1 * population, effects: [{add: {population: -1}}]}\n"
                                     "outcomes: {alive: {value: population}}\n");
  const Derivative by_arrivals = derivative(found, "alive", "triggers.arrival.rate");
  const Derivative by_deaths = derivative(found, "alive", "triggers.death.rate");
  CHECK(agrees(by_arrivals.value, by_arrivals.se, (1 - left) / out, 0.2));
  const double by_out = -start * days * left - in / (out * out) * (1 - left) + in / out * days * left;
  CHECK(agrees(by_deaths.relative, by_deaths.relative_se, out * by_out, 0.1));
  CHECK(std::isnan(by_deaths.value)); // a formula has no value of its own
}

TEST_CASE("Shares and weights of a mark's categories") {
  // Firings with the mark come at the rate r p, p = s exp(w x) / (s exp(w x) + s').
  const double rate = 0.1, share = 0.2, other = 0.8, weight = 0.4, x = 1.5, days = 30;
  const double likely = share * std::exp(weight * x), p = likely / (likely + other);
  const double by_p = rate * days * std::exp(-rate * p * days);
  const Gradient found =
      gradient_of("horizon: 30 days\nstep: 7 days\n"
                  "drivers: {heat: {start: 1.5}, hits: {}}\n"
                  "triggers:\n"
                  "  strike:\n"
                  "    rate: 0.1 per day\n"
                  "    marks: {weapon: {nato: {share: 0.2, weights: {heat: 0.4}}, own: 0.8}}\n"
                  "    effects: [{if: weapon == nato, add: {hits: 1}}]\n"
                  "outcomes: {hit: {when: hits > 0}}\n");
  const std::string mark = "triggers.strike.marks.weapon.";
  const Derivative by_share = derivative(found, "hit", mark + "nato.share");
  const Derivative by_other = derivative(found, "hit", mark + "own");
  const Derivative by_weight = derivative(found, "hit", mark + "nato.weights.heat");
  CHECK(agrees(by_share.value, by_share.se, by_p * p * (1 - p) / share, 0.05));
  CHECK(agrees(by_other.value, by_other.se, -by_p * p * (1 - p) / other, 0.05));
  CHECK(agrees(by_weight.value, by_weight.se, by_p * p * (1 - p) * x, 0.02));
}

TEST_CASE("The probability of scheduled firings, also of those that do not come about") {
  // Of two dates, the second behind a gate that is open with probability 1/2.
  const Gradient found =
      gradient_of("horizon: 30 days\nstep: 7 days\n"
                  "drivers: {gate: {}}\n"
                  "triggers:\n"
                  "  coin: {at: 5 days, probability: 0.5, effects: [{set: {gate: 1}}]}\n"
                  "  vote: {at: [0 days, 20 days], probability: 0.3, when: gate > 0 or time < 1}\n"
                  "outcomes:\n"
                  "  votes: {value: count(vote)}\n"
                  "  any: {when: count(vote) > 0}\n");
  const Derivative votes = derivative(found, "votes", "triggers.vote.probability");
  const Derivative any = derivative(found, "any", "triggers.vote.probability");
  const Derivative by_gate = derivative(found, "votes", "triggers.coin.probability");
  CHECK(agrees(votes.value, votes.se, 1.5, 0.05));
  CHECK(agrees(any.value, any.se, 0.5 * 1 + 0.5 * 2 * 0.7, 0.05));
  CHECK(agrees(by_gate.value, by_gate.se, 0.3, 0.05));
}

TEST_CASE("Marks of a forced firing are drawn by their shares unless they are given") {
  // Of two forced firings one draws its mark: P = p = s / (s + s').
  const Gradient found = gradient_of("horizon: 30 days\nstep: 7 days\n"
                                     "drivers: {hits: {}}\n"
                                     "triggers:\n"
                                     "  strike:\n"
                                     "    rate: 0\n"
                                     "    marks: {weapon: {nato: 0.2, own: 0.8}}\n"
                                     "    effects: [{if: weapon == nato, add: {hits: 1}}]\n"
                                     "force:\n"
                                     "  - {trigger: strike, at: 3 days}\n"
                                     "  - {trigger: strike, at: 3 days, marks: {weapon: own}}\n"
                                     "outcomes: {hit: {when: hits > 0}}\n");
  const Derivative by_share = derivative(found, "hit", "triggers.strike.marks.weapon.nato");
  CHECK(agrees(by_share.value, by_share.se, 0.2 * 0.8 / 0.2, 0.05));
}

TEST_CASE("Conditional outcomes: the condition's own change is taken into account") {
  // A flare with probability q raises both hazards; P(A|B) = sum q_i A_i B_i / sum q_i B_i.
  constexpr double q = 0.4, days = 20, a = 0.02, b = 0.03;
  const auto conditional = [](double flare, double rate_a, double rate_b) {
    double both = 0, condition = 0;
    for (const double heat : {0.0, 1.0}) {
      const double chance = heat == 0 ? 1 - flare : flare;
      const double met = 1 - std::exp(-rate_a * std::exp(heat) * days);
      const double given = 1 - std::exp(-rate_b * std::exp(1.5 * heat) * days);
      both += chance * met * given;
      condition += chance * given;
    }
    return both / condition;
  };
  const Gradient found = gradient_of("horizon: 20 days\nstep: 7 days\n"
                                     "drivers: {heat: {}}\n"
                                     "triggers:\n"
                                     "  flare: {at: 0 days, probability: 0.4, effects: [{set: {heat: 1}}]}\n"
                                     "  a: {rate: 0.02 per day, weights: {heat: 1}}\n"
                                     "  b: {rate: 0.03 per day, weights: {heat: 1.5}}\n"
                                     "outcomes: {both: {when: count(a) > 0, given: count(b) > 0}}\n",
                                     {.trajectories = 51'200});
  const double h = 1e-5;
  const Derivative by_a = derivative(found, "both", "triggers.a.rate");
  const Derivative by_b = derivative(found, "both", "triggers.b.rate");
  const Derivative by_q = derivative(found, "both", "triggers.flare.probability");
  CHECK(agrees(by_a.value, by_a.se, (conditional(q, a + h, b) - conditional(q, a - h, b)) / (2 * h), 0.5));
  CHECK(agrees(by_b.value, by_b.se, (conditional(q, a, b + h) - conditional(q, a, b - h)) / (2 * h), 0.5));
  CHECK(agrees(by_q.value, by_q.se, (conditional(q + h, a, b) - conditional(q - h, a, b)) / (2 * h), 0.05));
}

TEST_CASE("A number whose events are never seen is said not to be") {
  const Gradient found = gradient_of("horizon: 30 days\nstep: 7 days\n"
                                     "triggers: {a: {rate: 0.02 per day}, b: {rate: 0.0000000001 per day}}\n"
                                     "outcomes: {a: {when: count(a) > 0}}\n");
  CHECK(derivative(found, "a", "triggers.a.rate").is_seen);
  CHECK_FALSE(derivative(found, "a", "triggers.b.rate").is_seen);
}

TEST_CASE("Two events together: the probability that both are met, its derivatives and covariances") {
  const double a = 0.02, b = 0.03, days = 30;
  const double met_a = 1 - std::exp(-a * days), met_b = 1 - std::exp(-b * 20);
  const Gradient found = gradient_of("horizon: 30 days\nstep: 7 days\n"
                                     "triggers: {a: {rate: 0.02 per day}, b: {rate: 0.03 per day}}\n"
                                     "outcomes:\n"
                                     "  a: {when: count(a) > 0}\n"
                                     "  b: {when: count(b) > 0, by: 20 days}\n",
                                     {}, {{0, 1}});
  REQUIRE(found.joint.size() == 1);
  CHECK(agrees(found.joint[0].estimate.value(), found.joint[0].se, met_a * met_b, 0.01));
  const Derivative by_a = found.joint_derivatives[0][0], by_b = found.joint_derivatives[0][1];
  CHECK(agrees(by_a.value, by_a.se, (1 - met_a) * days * met_b, 0.3));
  CHECK(agrees(by_b.value, by_b.se, (1 - met_b) * 20 * met_a, 0.3));
  // Cov(1{A and B}, 1{A}) = P(AB) (1 - P(A)), over the trajectories; known from 200 groups to a tenth.
  const double both = met_a * met_b;
  CHECK(found.covariance[2][0] == Approx(both * (1 - met_a) / 25'600).epsilon(0.4));
  CHECK(found.covariance[0][2] == found.covariance[2][0]);
}

TEST_CASE("A weight on how long a rung has been held, and the rate at which it is left") {
  // The trigger's rate is 0.1 exp(w) while the rung has been held for 10 days and more, else 0.1.
  const double up = 0.04, down = 0.03, days = 60, weight = 0.5, length = 10;
  const auto held = [&](double leaving) { // the integral of the chance that it has been held for so long
    const double all = up + leaving, span = days - length;
    return up / all * (span + std::expm1(-all * span) / all) * std::exp(-leaving * length);
  };
  const Gradient found =
      gradient_of("horizon: 60 days\nstep: 4 days\n"
                  "ladders: {l: {rungs: [off, on], up: {rate: 0.04 per day}, down: {rate: 0.03 per day}}}\n"
                  "triggers: {strike: {rate: 0.1 per day, weights: {held(l == on) >= 10 days: 0.5}}}\n"
                  "outcomes: {often: {value: count(strike)}}\n",
                  {.trajectories = 100'000});
  const Derivative by_weight = derivative(found, "often", "triggers.strike.weights.held(l == on) >= 10 days");
  CHECK(agrees(by_weight.value, by_weight.se, 0.1 * std::exp(weight) * held(down), 0.05));
  const double step = 1e-5;
  const double by_leaving = 0.1 * std::expm1(weight) * (held(down + step) - held(down - step)) / (2 * step);
  const Derivative by_down = derivative(found, "often", "ladders.l.down.rate");
  CHECK(agrees(by_down.value, by_down.se, by_leaving, 5));
}

TEST_CASE("The rate of an answer, and that of the call from which on it is asked") {
  // Whether it comes within 30 days of the call depends on its own rate alone.
  const double rate = 0.03, length = 30;
  const Gradient found = gradient_of(
      "horizon: 130 days\nstep: 1 week\n"
      "triggers: {call: {rate: 0.02 per day}, answer: {rate: 0.03 per day}}\n"
      "outcomes: {answered: {when: since(answer) < 1e-6, after: count(call) > 0, within: 30 days}}\n",
      {.trajectories = 100'000});
  const Derivative by_answer = derivative(found, "answered", "triggers.answer.rate");
  CHECK(agrees(by_answer.value, by_answer.se, length * std::exp(-rate * length), 0.5));
  const Derivative by_call = derivative(found, "answered", "triggers.call.rate");
  CHECK(agrees(by_call.value, by_call.se, 0, 0.8));
}
