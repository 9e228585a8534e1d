#include "report/page/sensitivity_page.hpp"

#include "report/words/sensitivity_words.hpp"

#include <algorithm>

namespace casus::report {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t most_shown = 15;

ordered_json shown(const Sensitivity& sensitivity, const NumberEffect& effect) {
  const ChangedNumber& changed = sensitivity.numbers[effect.number];
  return {{"number", changed.number.path},
          {"change", in_words(changed)},
          {"effect", effect.effect},
          {"ci95", {effect.ci95.low, effect.ci95.high}},
          {"doubt", effect.doubt}};
}

ordered_json outcome_of(const Sensitivity& sensitivity, const OutcomeSensitivity& outcome) {
  const auto told = static_cast<std::size_t>(
      std::count_if(outcome.effects.begin(), outcome.effects.end(), [](const auto& e) { return e.is_told; }));
  ordered_json largest = ordered_json::array();
  for (std::size_t i = 0; i < std::min(told, most_shown); ++i)
    largest.push_back(shown(sensitivity, outcome.effects[i]));
  return {{"effects", largest},
          {"told", told},
          {"untold", outcome.effects.size() - told},
          {"doubt", outcome.doubt}};
}

} // namespace

ordered_json sensitivity_page(const Sensitivity& sensitivity) {
  ordered_json outcomes = ordered_json::object();
  for (std::size_t o = 0; o < sensitivity.outcomes.size(); ++o)
    outcomes[sensitivity.run.outcomes[o].name] = outcome_of(sensitivity, sensitivity.outcomes[o]);
  return {{"trajectories", sensitivity.run.trajectories}, {"outcomes", outcomes}};
}

} // namespace casus::report
