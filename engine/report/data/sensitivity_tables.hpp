#pragma once

#include "report/data/columns.hpp"
#include "report/data/sensitivity_fields.hpp"
#include "report/data/sobol_fields.hpp"

namespace casus::report {

/// The outcome that rows are about, and all that was found.
template <class Outcome, class Found>
struct OutcomeOf {
  const Outcome& outcome;
  const Found& found;
};
template <class Outcome, class Found>
OutcomeOf(const Outcome&, const Found&) -> OutcomeOf<Outcome, Found>;

inline constexpr std::tuple analysed_outcome{
    Field{"scenario", [](const auto&, const auto& whole) { return whole.found.run.scenario; }},
    Field{"outcome", [](const auto&, const auto& whole) { return whole.outcome.name; }}};

struct SensitivityTable {
  static constexpr auto name = "sensitivity";
  static constexpr std::tuple columns{
      analysed_outcome,
      Inline{
          [](const NumberEffect& effect, const auto& whole) { return &whole.found.numbers[effect.number]; },
          Field{"number", path_of_changed}, changed_kind, changed_value,
          Inline{&ChangedNumber::change, Field{"low", &PlausibleChange::low},
                 Field{"high", &PlausibleChange::high}},
          change_method},
      fields<NumberEffect>};

  static void rows(const Sensitivity& sensitivity, auto add) {
    for (std::size_t o = 0; o < sensitivity.outcomes.size(); ++o)
      for (const NumberEffect& effect : sensitivity.outcomes[o].effects)
        add(effect, OutcomeOf{sensitivity.run.outcomes[o], sensitivity});
  }
};

struct SobolTable {
  static constexpr auto name = "sobol";
  static constexpr std::tuple columns{
      analysed_outcome, Field{"parameter", &ParameterSobol::parameter},
      Inline{&ParameterSobol::first, Field{"first", &SobolIndex::value}, Field{"first_se", &SobolIndex::se},
             Bounds{"first_ci95", &SobolIndex::ci95}},
      Inline{&ParameterSobol::total, Field{"total", &SobolIndex::value}, Field{"total_se", &SobolIndex::se},
             Bounds{"total_ci95", &SobolIndex::ci95}}};

  static void rows(const SobolResult& result, auto add) {
    for (const OutcomeSobol& outcome : result.outcomes)
      for (const ParameterSobol& parameter : outcome.parameters) add(parameter, OutcomeOf{outcome, result});
  }
};

} // namespace casus::report
