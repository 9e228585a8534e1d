#pragma once

#include "report/data/run_fields.hpp"
#include "report/words/sensitivity_words.hpp"
#include "scenario/number_kinds.hpp"

#include "casus/sensitivity.hpp"

#include <string>
#include <vector>

namespace casus::report {

inline constexpr Through path_of_changed{&ChangedNumber::number, &NumberEntry::path};

template <>
inline constexpr auto fields<PlausibleChange> =
    std::tuple{Field{"low", &PlausibleChange::low}, Field{"high", &PlausibleChange::high},
               Field{"of",
                     [](const PlausibleChange& change) {
                       return change.is_of_formula ? "formula"
                                                   : (change.is_of_distribution ? "distribution" : "value");
                     },
                     &PlausibleChange::is_of_formula, &PlausibleChange::is_of_distribution}};

inline constexpr Field changed_kind{"kind", [](const ChangedNumber& changed) {
                                      return std::string(scenario::row_of(changed.number.kind).word);
                                    }};
inline constexpr Field changed_value{"value", Through{&ChangedNumber::number, &NumberEntry::value}};
inline constexpr Field change_method{
    "method", [](const ChangedNumber& changed) { return name_of(changed.method); }, &ChangedNumber::method};
template <>
inline constexpr auto fields<ChangedNumber> =
    std::tuple{changed_kind, changed_value,
               Field{"is_uncertain",
                     [](const ChangedNumber& changed) { return changed.number.distribution.has_value(); }},
               Field{"change", &ChangedNumber::change}, change_method};

template <>
inline constexpr auto fields<NumberEffect> = std::tuple{
    Untold{&NumberEffect::number, &NumberEffect::p_value},
    Field{"effect", &NumberEffect::effect},
    Field{"se", &NumberEffect::se},
    Bounds{"ci95", &NumberEffect::ci95},
    Inline{&NumberEffect::derivative, Field{"derivative", &Derivative::value},
           Field{"derivative_se", &Derivative::se}, Field{"relative_derivative", &Derivative::relative},
           Field{"relative_derivative_se", &Derivative::relative_se}},
    Field{"is_told_from_0", &NumberEffect::is_told},
    Field{"doubt", Through{&NumberEffect::doubt, if_not_empty}}};

template <>
inline constexpr auto fields<OutcomeSensitivity> =
    std::tuple{Field{"doubt", Through{&OutcomeSensitivity::doubt, if_not_empty}},
               Field{"effects", ByName{&OutcomeSensitivity::effects,
                                       [](const NumberEffect& effect, const Sensitivity& whole) {
                                         return whole.numbers[effect.number].number.path;
                                       }}}};

/// What the run answers to an outcome, and what its answer hangs on.
struct AskedOutcome {
  const OutcomeResult* asked = nullptr;
  const OutcomeSensitivity* found = nullptr;

  const std::string& name() const { return asked->name; }
};
template <>
inline constexpr auto fields<AskedOutcome> =
    std::tuple{Inline{&AskedOutcome::asked, Field{"question", &OutcomeResult::question},
                      Inline{&OutcomeResult::event, Field{"kind", [](const auto&) { return "event"; }},
                             Field{"probability", &EventResult::probability}, Field{"se", &EventResult::se},
                             Field{"ci95", &EventResult::ci95}, Field{"trials", &EventResult::trials}},
                      Inline{&OutcomeResult::value, Field{"kind", [](const auto&) { return "value"; }},
                             Field{"mean", &ValueResult::mean}, Field{"se", &ValueResult::se},
                             Field{"ci95", &ValueResult::ci95}, Field{"trials", &ValueResult::trials}}},
               Inline{&AskedOutcome::found}};

inline std::vector<AskedOutcome> asked_outcomes(const Sensitivity& sensitivity) {
  std::vector<AskedOutcome> outcomes;
  for (std::size_t o = 0; o < sensitivity.outcomes.size(); ++o)
    outcomes.push_back({&sensitivity.run.outcomes[o], &sensitivity.outcomes[o]});
  return outcomes;
}

template <>
inline constexpr auto fields<Sensitivity> = std::tuple{
    made_by,
    Inline{&Sensitivity::run, run_identity, run_worlds, run_stop},
    Field{"numbers", ByName{&Sensitivity::numbers, path_of_changed}},
    Field{"outcomes", ByName{asked_outcomes, &AskedOutcome::name}, &Sensitivity::outcomes},
    Field{"left_out", ByName{&Sensitivity::left_out, Through{&NumberLeftOut::number, &NumberEntry::path},
                             &NumberLeftOut::why}},
    Inline{&Sensitivity::run, run_performance}};

} // namespace casus::report
