// On the baseline a derivative by scores is held against paired finite differences. Both come from the same
// streams, so that 4.5 of their errors together are generous; the difference over a tenth to each side is a
// derivative but for its third order, for which 3% is left.

#include "sensitivity/finite_difference.hpp"
#include "sensitivity/gradients.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace casus;
using namespace casus::test;

namespace {

ChangedNumber a_tenth_around(const NumberEntry& number) {
  const double value = number.value.value();
  return {number, {0.9 * value, 1.1 * value, false, false}, EffectMethod::differences};
}

} // namespace

TEST_CASE("On the baseline scores and paired differences agree", "[library]") {
  const Scenario scenario = load_scenario(std::string(CASUS_SOURCE_DIR) + "/scenarios/baseline.yaml");
  const RunOptions options = settled(scenario, options_of({.trajectories = 6'000, .worlds = 600}));
  const Gradient found = gradient(
      scenario,
      {"triggers.xi_orders_arms.rate", "ladders.china_to_russia.up.weights.beijing_alarm",
       "ladders.china_to_russia.steps.covert_lethal -> overt_lethal.rate",
       "triggers.strike_on_russian_soil.marks.target.strategic.share", "triggers.far_east_friction.rate"},
      options);
  int told = 0;
  for (std::size_t n = 0; n < found.numbers.size(); ++n) {
    const ChangedNumber changed = a_tenth_around(found.numbers[n]);
    const auto effects =
        std::get<sensitivity::Effects>(sensitivity::finite_difference(scenario, changed, options));
    for (std::size_t o = 0; o < found.outcomes.size(); ++o) {
      const double width = changed.change.high - changed.change.low;
      const double by_score = width * found.derivatives[o][n].value, se = width * found.derivatives[o][n].se;
      if (!std::isfinite(by_score) || found.outcomes[o].trials < 500) continue;
      INFO(found.numbers[n].path << ", " << found.outcomes[o].name << ": " << by_score << " +- " << se << ", "
                                 << effects[o].effect << " +- " << effects[o].se);
      CHECK(std::abs(by_score - effects[o].effect) <=
            z_limit * std::hypot(se, effects[o].se) + 0.03 * std::abs(effects[o].effect));
      told += std::abs(by_score) > z_limit * se;
    }
  }
  CHECK(told > 20); // it is not noise that agrees
}
