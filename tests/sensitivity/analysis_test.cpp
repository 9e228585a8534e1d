// What a plausible change of a number does, by scores and by differences.

#include "analysis/discoveries.hpp"
#include "sensitivity/gradients.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace casus;
using namespace casus::test;

namespace {

constexpr const char* fading =
    "horizon: 40 days\nstep: 7 days\n"
    "parameters: {p: {value: {uniform: [0.01, 0.03]}}}\n"
    "drivers: {heat: {start: 1, half_life: 10 days, mean: 0}, still: {start: 0}, jump: {start: 1}}\n"
    "triggers:\n"
    "  strike: {rate: p, weights: {heat: 1}}\n"
    "  idle: {rate: 0.1 per day, weights: {still: 0}, effects: [{add: {jump: 0.5}}]}\n"
    "  never: {rate: 0}\n"
    "  poll: {at: 5 days, probability: 1, effects: [{add: {still: 0}}]}\n"
    "outcomes:\n"
    "  fired: {when: count(strike) > 0}\n"
    "  jumps: {value: jump}\n"
    "  polled: {value: count(poll)}\n";

using Words = std::vector<std::string>;

Sensitivity analysed(const Words& numbers = {}, const Words& outcomes = {}, bool all = false) {
  SensitivityOptions options;
  options.run = options_of({.trajectories = 10'000, .worlds = 50});
  options.numbers = numbers;
  options.outcomes = outcomes;
  options.all = all;
  return analyse_sensitivity(scenario_text(fading), options);
}

const NumberEffect& effect(const Sensitivity& found, const std::string& outcome, const std::string& path) {
  for (std::size_t o = 0; o < found.outcomes.size(); ++o)
    for (const NumberEffect& effect : found.outcomes[o].effects)
      if (found.run.outcomes[o].name == outcome && found.numbers[effect.number].number.path == path)
        return effect;
  throw std::invalid_argument("no effect on " + outcome + " of " + path);
}

const ChangedNumber& changed(const Sensitivity& found, const NumberEffect& effect) {
  return found.numbers[effect.number];
}

std::string refusal(const Words& numbers, const Words& outcomes) {
  try {
    analysed(numbers, outcomes);
  } catch (const RunError& error) {
    return error.what();
  }
  return "";
}

} // namespace

TEST_CASE("By itself the analysis takes the numbers that have scores, with the change that is plausible") {
  const Sensitivity found = analysed();
  REQUIRE(found.numbers.size() == 5);
  const auto is = [&](std::size_t n, const std::string& path, double low, double high) {
    const ChangedNumber& changed = found.numbers[n];
    return changed.number.path == path && changed.change.low == Approx(low) &&
           changed.change.high == Approx(high) && changed.method == EffectMethod::score;
  };
  CHECK(is(0, "triggers.strike.rate", 0.9, 1.1)); // factors of a formula
  CHECK(is(1, "triggers.strike.weights.heat", 0.9, 1.1));
  CHECK(is(2, "triggers.idle.rate", 0.09, 0.11));
  CHECK(is(3, "triggers.idle.weights.still", -0.1, 0.1)); // a tenth to each side of 0
  CHECK(is(4, "parameters.p.value", 0.011, 0.029));       // its 5% and 95% quantiles
  CHECK(found.left_out.empty());
}

TEST_CASE("An effect is the derivative times the change; of values too") {
  const Sensitivity found = analysed();
  const NumberEffect& by_rate = effect(found, "jumps", "triggers.idle.rate");
  CHECK(agrees(by_rate.effect, by_rate.se, 0.02 * 40 * 0.5, 0.05));
  CHECK(by_rate.effect == Approx(0.02 * by_rate.derivative.value));
  CHECK(by_rate.is_told);
  CHECK(found.outcomes[1].effects.front().number == by_rate.number);
  CHECK_FALSE(effect(found, "jumps", "triggers.strike.rate").is_told);
}

TEST_CASE("Numbers outside of hazards are changed and simulated at both ends") {
  // A half-life: the hazard integrates to p (sum over steps of exp(x_k) h_k), x_k being the mean over the
  // step.
  const Sensitivity found = analysed({"drivers.heat.half_life", "drivers.jump.start"});
  const auto fired = [](double half_life) {
    const double theta = std::log(2) / half_life;
    const double share = (1 - std::exp(-7 * theta)) / (7 * theta);
    double integral = 0, mean = 0;
    for (double day = 0; day < 40; day += 7)
      integral += std::min(7.0, 40 - day) * std::exp(std::exp(-theta * day) * share);
    constexpr int cells = 1'000;
    for (int i = 0; i < cells; ++i) mean += 1 - std::exp(-(0.01 + 0.02 * (i + 0.5) / cells) * integral);
    return mean / cells;
  };
  const NumberEffect& by_half_life = effect(found, "fired", "drivers.heat.half_life");
  CHECK(changed(found, by_half_life).method == EffectMethod::differences);
  CHECK(agrees(by_half_life.effect, by_half_life.se, fired(11) - fired(9), 0.003));
  const NumberEffect& by_start = effect(found, "jumps", "drivers.jump.start");
  CHECK(by_start.effect == Approx(0.2));
  CHECK(by_start.derivative.value == Approx(1));
  CHECK(by_start.is_told); // without error, for it is the same in every trajectory
}

TEST_CASE(
    "What leaves its range is changed to one side, and what has no change is left out with the reason") {
  const Sensitivity found = analysed({}, {}, true);
  const NumberEffect& polled = effect(found, "polled", "triggers.poll.probability");
  CHECK(changed(found, polled).change.low == Approx(0.9));
  CHECK(changed(found, polled).change.high == 1);
  CHECK(agrees(polled.effect, polled.se, 0.1, 0.02));
  REQUIRE(found.left_out.size() == 2);
  CHECK(found.left_out[0].number.path == "drivers.still.start");
  CHECK(found.left_out[0].why ==
        "it starts a count or a flag at 0, of which a tenth means nothing: compare with a what-if");
  CHECK(found.left_out[1].number.path == "triggers.never.rate");
  CHECK(found.left_out[1].why ==
        "it is 0, of which a tenth is nothing: compare with what it might be by a what-if");
}

TEST_CASE("Outcomes are chosen by name") {
  const Sensitivity found = analysed({}, {"jumps"});
  REQUIRE(found.run.outcomes.size() == 1);
  CHECK(found.run.outcomes[0].name == "jumps");
  CHECK(refusal({}, {"jump"}) == "there is no outcome 'jump' (did you mean 'jumps'?)");
  CHECK(refusal({"drivers.heat.start", "drivers.hat.start"}, {}) ==
        "there is no number 'drivers.hat.start' (did you mean 'drivers.heat.start'?)");
}

TEST_CASE("Of many p-values few discoveries are false") {
  // The example of Benjamini and Hochberg 1995, sec. 3.2: four of fifteen.
  const std::vector<double> p_values = {0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                                        0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000};
  const std::vector<bool> found = analysis::discoveries(p_values, 0.05);
  CHECK(std::count(found.begin(), found.end(), true) == 4);
  CHECK(found[3]);
  CHECK(analysis::discoveries({}, 0.05).empty());
  CHECK(analysis::discoveries({0.2, 0.9}, 0.05) == std::vector<bool>{false, false});
}
