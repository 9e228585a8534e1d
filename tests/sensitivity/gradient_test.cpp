// What holds of all derivatives, and what is refused.

#include "sensitivity/gradients.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace casus;
using namespace casus::test;

namespace {

// Everything that has a score, in uncertain worlds.
constexpr const char* everything =
    "horizon: 60 days\nstep: 7 days\n"
    "parameters: {p: {value: {uniform: [0.5, 1.5]}}}\n"
    "drivers: {heat: {start: 0.2, half_life: 20 days, mean: 0, volatility: 0.4, bounds: [-2, 2]}, hits: {}}\n"
    "triggers:\n"
    "  strike:\n"
    "    rate: 0.05 * p per day\n"
    "    weights: {heat: 0.5 * p, \"aid >= some\": 0.3}\n"
    "    marks: {weapon: {nato: {share: 0.2, weights: {heat: 0.4}}, own: 0.8}}\n"
    "    effects: [{add: {heat: 0.1}}, {if: weapon == nato, add: {hits: 1}, raise: {aid: 1}}]\n"
    "  vote: {at: [10 days, 30 days], probability: 0.3, effects: [{add: {heat: 0.5}}]}\n"
    "  alarm: {upon: heat > 1, effects: [{add: {hits: 1}}]}\n"
    "ladders:\n"
    "  aid:\n"
    "    rungs: [none, some, much]\n"
    "    start: none\n"
    "    up: {rate: 0.01 * (1 + hits) per day, weights: {heat: 0.8}}\n"
    "    down: {rate: 0.02 per day}\n"
    "    on_enter: {much: [{set: {heat: 0}}]}\n"
    "outcomes:\n"
    "  ever: {when: aid >= much}\n"
    "  level: {value: aid, at: 50 days}\n"
    "  given: {when: hits > 0, given: aid >= some}\n";

bool is_same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

bool is_same(const Gradient& a, const Gradient& b) {
  bool same = a.covariance.size() == b.covariance.size();
  for (std::size_t o = 0; o < a.outcomes.size(); ++o) {
    same = same && a.outcomes[o].estimate == b.outcomes[o].estimate &&
           is_same(a.outcomes[o].se, b.outcomes[o].se);
    for (std::size_t n = 0; n < a.numbers.size(); ++n) {
      const Derivative &x = a.derivatives[o][n], &y = b.derivatives[o][n];
      same = same && is_same(x.value, y.value) && is_same(x.se, y.se) && is_same(x.relative, y.relative) &&
             is_same(x.relative_se, y.relative_se);
    }
  }
  return same;
}

std::string refusal(const std::string& path, const char* text = everything) {
  try {
    gradient(scenario_text(text), {path}, options_of({.trajectories = 10, .worlds = 1}));
  } catch (const RunError& error) {
    return error.what();
  }
  return "";
}

} // namespace

TEST_CASE("The number of threads changes no bit of a gradient") {
  const auto with = [](int threads) {
    return gradient_of(everything, {.trajectories = 6'000, .worlds = 30, .threads = threads});
  };
  const Gradient one = with(1);
  CHECK(is_same(one, with(3)));
  CHECK_FALSE(is_same(one, gradient_of(everything, {.trajectories = 6'000, .seed = 8, .worlds = 30})));
}

TEST_CASE("Which other numbers are asked for changes nothing but the number of groups") {
  const Gradient all = gradient_of(everything, {.trajectories = 4'000, .worlds = 20});
  const Gradient one = gradient(scenario_text(everything), {"ladders.aid.down.rate"},
                                options_of({.trajectories = 4'000, .worlds = 20}));
  const Derivative whole = derivative(all, "ever", "ladders.aid.down.rate"), alone = one.derivatives[0][0];
  CHECK(whole.value == alone.value);
  CHECK(whole.se == alone.se);
}

TEST_CASE("A scenario without uncertainty gives the answers of its run") {
  const Scenario scenario =
      scenario_text("horizon: 60 days\nstep: 7 days\n"
                    "triggers: {strike: {rate: 0.02 per day}}\n"
                    "outcomes: {fired: {when: count(strike) > 0}, often: {value: count(strike)}}\n");
  const RunOptions options = options_of({.trajectories = 5'000});
  const Gradient found = gradient(scenario, {}, options);
  const Result result = run(scenario, options);
  CHECK(found.outcomes[0].estimate == result.outcomes[0].event->probability);
  CHECK(found.outcomes[0].hits == result.outcomes[0].event->hits);
  CHECK(found.outcomes[1].estimate.value() == Approx(result.outcomes[1].value->mean.value()));
  CHECK(found.outcomes[1].se == Approx(result.outcomes[1].value->se).epsilon(1e-3));
  CHECK(found.outcomes[0].se == Approx(result.outcomes[0].event->se));
}

TEST_CASE("An outcome without trials has no derivatives") {
  const Gradient found = gradient_of("horizon: 60 days\nstep: 7 days\n"
                                     "drivers: {never: {}}\n"
                                     "triggers: {strike: {rate: 0.02 per day}}\n"
                                     "outcomes: {fired: {when: count(strike) > 0, given: never > 0}}\n",
                                     {.trajectories = 1'000});
  CHECK_FALSE(found.outcomes[0].estimate.has_value());
  CHECK(std::isnan(found.derivatives[0][0].value));
}

TEST_CASE("Equal weights of two steps stay numbers of their own") {
  const Gradient found = gradient_of("horizon: 60 days\nstep: 7 days\n"
                                     "drivers: {heat: {start: 1}}\n"
                                     "ladders:\n"
                                     "  aid:\n"
                                     "    rungs: [none, some, much]\n"
                                     "    start: none\n"
                                     "    up: {rate: 0.02 per day}\n"
                                     "    steps:\n"
                                     "      none -> some: {weights: {heat: 0.5}}\n"
                                     "      some -> much: {weights: {heat: 0.5}}\n"
                                     "outcomes: {some: {when: aid >= some}}\n");
  const Derivative first = derivative(found, "some", "ladders.aid.steps.none -> some.weights.heat");
  const Derivative second = derivative(found, "some", "ladders.aid.steps.some -> much.weights.heat");
  const double integral = 0.02 * std::exp(0.5) * 60;
  CHECK(agrees(first.value, first.se, integral * std::exp(-integral), 0.02));
  CHECK(agrees(second.value, second.se, 0, 0.02)); // what follows the answer has nothing to do with it
}

TEST_CASE("More derivatives than memory holds are refused") {
  std::string text = "horizon: 1 week\nstep: 1 day\ntriggers:\n";
  for (int i = 0; i < 1'100; ++i) text += "  t" + std::to_string(i) + ": {rate: 0.1}\n";
  text += "outcomes:\n";
  for (int i = 0; i < 600; ++i) text += "  o" + std::to_string(i) + ": {when: count(t0) > 0}\n";
  CHECK_THROWS_WITH(
      gradient_of(text, {.trajectories = 10}),
      Catch::StartsWith(
          "so many derivatives do not fit into memory (2200 numbers and hazards, 600 outcomes"));
}

TEST_CASE("A path that has no derivative is refused with the reason") {
  CHECK(refusal("triggers.strike.rat") ==
        "there is no number 'triggers.strike.rat' (did you mean 'triggers.strike.rate'?)");
  CHECK(refusal("nonsense") == "there is no number 'nonsense'");
  CHECK(refusal("triggers.strike") == "'triggers.strike' is not a number but holds some: name one of them");
  const std::string elsewhere =
      " has no score derivative (it stands outside of hazards too, or is 0 or 1 where "
      "that decides what happens): take finite differences";
  CHECK(refusal("drivers.heat.half_life") == "number 'drivers.heat.half_life'" + elsewhere);
  CHECK(refusal("triggers.strike.effects.0.add.heat") ==
        "number 'triggers.strike.effects.0.add.heat'" + elsewhere);
  const char* never =
      "horizon: 1 week\nstep: 1 day\ntriggers: {a: {rate: 0}, b: {at: 1 day, probability: 1}}\n"
      "outcomes: {fired: {when: count(a) > 0}}\n";
  CHECK(refusal("triggers.a.rate", never) == "number 'triggers.a.rate'" + elsewhere);
  CHECK(refusal("triggers.b.probability", never) == "number 'triggers.b.probability'" + elsewhere);
}
