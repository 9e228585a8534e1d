// A scenario with everything that moves hazards within a step: scores are held against paired differences,
// which know nothing of scores. A difference over a tenth to each side is a derivative but for its third
// order, for which 5% is left.

#include "sensitivity/finite_difference.hpp"
#include "sensitivity/gradients.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace casus;
using namespace casus::test;

namespace {

constexpr const char* eventful =
    "horizon: 80 days\nstep: 10 days\n"
    "parameters: {p: {value: 1.1}}\n"
    "drivers:\n"
    "  heat: {start: 0.2, half_life: 20 days, mean: 0, volatility: 0.8, bounds: [-2, 2]}\n"
    "  echo: {half_life: 15 days, mean: 0, follows: {heat: 0.5}}\n"
    "  hits: {}\n"
    "triggers:\n"
    "  strike:\n"
    "    rate: 0.08 * p per day\n"
    "    weights: {heat: 0.4 * p, \"aid >= some\": 0.3, \"since(strike) < 5 days\": 0.5, \"count(strike, 20 "
    "days)\": -0.2}\n"
    "    marks:\n"
    "      weapon: {nato: {share: 0.3, weights: {heat: 0.4, \"time / 80\": 0.5}}, own: 0.8}\n"
    "      size: {lognormal: {mean: 0.2, sd: 0.1}}\n"
    "    effects: [{add: {heat: size}}, {if: weapon == nato, add: {hits: 1}, raise: {aid: 1}}]\n"
    "  protest: {rate: 0.05 per day, weights: {echo: 1, hits: 0.1}, when: heat > -0.5, cooldown: 8 days, "
    "effects: [{scale: {heat: 0.7}}]}\n"
    "  summit: {rate: 0.03 per day, limit: 1, effects: [{set: {echo: -0.5}}, {lower: {aid: 1}}]}\n"
    "  vote: {at: [10 days, 30 days], probability: 0.4, effects: [{add: {heat: 0.5}}]}\n"
    "  alarm: {upon: heat > 1, effects: [{add: {echo: 0.3}}]}\n"
    "  flow: {rate: 0.02 * (1 + hits) per day, effects: [{add: {hits: 1}}]}\n"
    "ladders:\n"
    "  aid:\n"
    "    rungs: [none, some, much, all]\n"
    "    start: none\n"
    "    up: {rate: 0.03 per day, weights: {heat: 0.6, hits: 0.1}}\n"
    "    down: {rate: 0.02 per day, weights: {echo: -0.3}}\n"
    "    steps: {some -> much: {rate: 0.04 per day, weights: {echo: 0.5}}}\n"
    "    on_enter: {much: [{set: {heat: 0.5}}]}\n"
    "    on_leave: {some: [{add: {echo: 0.1}}]}\n"
    "outcomes:\n"
    "  much: {when: aid >= much, by: 60 days}\n"
    "  level: {value: aid + hits, at: 70 days}\n"
    "  shaken: {when: count(protest) >= 2, given: hits > 1}\n";

ChangedNumber a_tenth_around(const NumberEntry& number) {
  const double reach = 0.1 * std::abs(number.value.value());
  return {number, {*number.value - reach, *number.value + reach, false, false}, EffectMethod::differences};
}

} // namespace

TEST_CASE("Scores and paired differences agree where events change hazards in every way") {
  const Scenario scenario = scenario_text(eventful);
  const RunOptions options = settled(scenario, options_of({.trajectories = 12'800}));
  const Gradient found = gradient(scenario, {}, options);
  int compared = 0, told = 0;
  for (std::size_t n = 0; n < found.numbers.size(); ++n) {
    if (!found.numbers[n].value) continue;
    const ChangedNumber changed = a_tenth_around(found.numbers[n]);
    const auto effects =
        std::get<sensitivity::Effects>(sensitivity::finite_difference(scenario, changed, options));
    for (std::size_t o = 0; o < found.outcomes.size(); ++o, ++compared) {
      const double width = changed.change.high - changed.change.low;
      const double by_score = width * found.derivatives[o][n].value, se = width * found.derivatives[o][n].se;
      INFO(found.numbers[n].path << ", " << found.outcomes[o].name << ": " << by_score << " +- " << se << ", "
                                 << effects[o].effect << " +- " << effects[o].se);
      CHECK(std::abs(by_score - effects[o].effect) <=
            z_limit * std::hypot(se, effects[o].se) + 0.05 * std::abs(effects[o].effect));
      told += std::abs(by_score) > z_limit * se;
    }
  }
  CHECK(compared > 50);
  CHECK(told > 15); // it is not noise that agrees
}
