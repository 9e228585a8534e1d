#pragma once

#include "report/data/run_fields.hpp"
#include "report/words/event_words.hpp"

#include "formula/calendar.hpp"

#include "casus/trace.hpp"

#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace casus::report {

/// What became of an outcome: the day on which an event was first met, or a value.
struct OutcomeTraced {
  bool is_value = false;
  std::optional<double> met{};
  std::optional<double> value{};
};

/// A trace with its scenario, whose names stand in place of indices, and the command that tells it again.
/// Dates stand beside days; rates are per year.
struct Story {
  const Trace& trace;
  const Scenario& scenario;
  const std::string& replay;

  std::string date(double day) const { return formula::iso_date(scenario.start, day); }
  const Ladder& ladder(int index) const { return scenario.ladders.at(static_cast<std::size_t>(index)); }
  const std::string& ladder_name(int index) const { return ladder(index).name; }
  const std::string& trigger_name(int index) const {
    return scenario.triggers.at(static_cast<std::size_t>(index)).name;
  }
  std::vector<std::string> outcome_names(const std::vector<int>& indices) const {
    std::vector<std::string> names;
    for (const int index : indices)
      names.push_back(scenario.outcomes.at(static_cast<std::size_t>(index)).name);
    return names;
  }
  const std::string& first_rung(std::size_t ladder) const {
    return rung_name(scenario.ladders[ladder], scenario.ladders[ladder].start);
  }
  const std::string& last_rung(std::size_t ladder) const {
    return rung_name(scenario.ladders[ladder], trace.final_rungs[ladder]);
  }
  OutcomeTraced outcome(std::size_t outcome) const {
    return {scenario.outcomes[outcome].value.has_value(), trace.first_passages[outcome],
            trace.values[outcome]};
  }
};

using TextOrNumber = std::variant<std::string, double>;

/// A rung's name, or a driver's value.
template <auto value>
inline constexpr auto altered = [](const Alteration& alteration, const Story& whole) -> TextOrNumber {
  if (!alteration.is_ladder) return alteration.*value;
  return rung_name(whole.ladder(alteration.index), alteration.*value);
};
inline constexpr auto name_of_altered = [](const Alteration& alteration, const Story& whole) {
  return alteration.is_ladder ? whole.ladder_name(alteration.index)
                              : whole.scenario.drivers.at(static_cast<std::size_t>(alteration.index)).name;
};
template <>
inline constexpr auto fields<Alteration> =
    std::tuple{Untold{&Alteration::is_ladder, &Alteration::index},
               Field{"before", altered<&Alteration::before>, &Alteration::before},
               Field{"after", altered<&Alteration::after>, &Alteration::after}};

/// The words for causes, in the order of Cause.
inline constexpr std::array causes{"hazard", "schedule", "threshold", "forced", "observed"};

inline constexpr auto is_by_hazard = [](const TracedEvent& event) {
  return event.cause == Cause::hazard || (event.cause == Cause::observed && event.intensity > 0);
};
inline constexpr auto is_of_trigger = [](const TracedEvent& event) { return event.trigger >= 0; };
inline constexpr auto per_year = [](double rate) { return rate * days_per_year; };
inline constexpr auto mark_value = [](const MarkValue& mark) {
  return mark.category.empty() ? TextOrNumber(mark.value) : TextOrNumber(mark.category);
};
template <>
inline constexpr auto fields<TracedEvent> = std::tuple{
    Field{"date", Asked{&TracedEvent::day, &Story::date}},
    Field{"day", &TracedEvent::day},
    OnlyIf{is_of_trigger, Field{"trigger", Asked{&TracedEvent::trigger, &Story::trigger_name}}},
    OnlyIf{std::not_fn(is_of_trigger), Field{"ladder", Asked{&TracedEvent::ladder, &Story::ladder_name}}},
    Field{"cause", [](const TracedEvent& event) { return causes.at(static_cast<std::size_t>(event.cause)); },
          &TracedEvent::cause},
    OnlyIf{is_by_hazard, Field{"rate_per_year", Through{&TracedEvent::rate, per_year}},
           Field{"intensity_per_year", Through{&TracedEvent::intensity, per_year}},
           Field{"factors", ByName{&TracedEvent::contributions, &Contribution::term,
                                   [](const Contribution& term) { return std::exp(term.value); }}}},
    Field{"marks", ByName{&TracedEvent::marks, &MarkValue::name, mark_value}},
    Field{"changes", ByName{&TracedEvent::alterations, name_of_altered}},
    Field{"outcomes_met", Asked{&TracedEvent::outcomes_met, &Story::outcome_names}}};

template <>
inline constexpr auto fields<OutcomeTraced> =
    std::tuple{OnlyIf{&OutcomeTraced::is_value, Field{"kind", [](const auto&) { return "value"; }},
                      Field{"value", &OutcomeTraced::value}},
               OnlyIf{[](const OutcomeTraced& traced) { return !traced.is_value; },
                      Field{"kind", [](const auto&) { return "event"; }},
                      Field{"met", [](const OutcomeTraced& traced) { return traced.met.has_value(); }},
                      Field{"date",
                            [](const OutcomeTraced& traced, const Story& whole) {
                              return traced.met ? std::optional(whole.date(*traced.met)) : std::nullopt;
                            }},
                      Field{"day", &OutcomeTraced::met}}};

/// An object with the name of each of the scenario's parts, and what is to be said of the i-th.
template <class Part, class Getter>
constexpr auto by_index(std::vector<Part> Scenario::*parts, Getter getter) {
  const auto all = [parts, getter](const Trace&, const Story& whole) {
    using Value = std::remove_cvref_t<decltype(std::invoke(getter, whole, std::size_t{}))>;
    std::vector<std::pair<std::string, Value>> named;
    for (const Part& part : whole.scenario.*parts)
      named.emplace_back(part.name, std::invoke(getter, whole, named.size()));
    return named;
  };
  return ByName{all, [](const auto& named) { return named.first; },
                [](const auto& named) { return named.second; }};
}
template <auto values>
inline constexpr auto traced = [](const Story& whole, std::size_t i) { return (whole.trace.*values)[i]; };

template <>
inline constexpr auto fields<Trace> = std::tuple{
    made_by,
    Field{"scenario", [](const Trace&, const Story& whole) { return whole.scenario.name; }},
    Field{"fingerprint", [](const Trace&, const Story& whole) { return whole.scenario.fingerprint; }},
    Field{"seed", &Trace::seed},
    Field{"trajectory", &Trace::trajectory},
    Field{"world", &Trace::world},
    Field{"worlds", &Trace::worlds},
    Field{"replay", [](const Trace&, const Story& whole) { return whole.replay; }},
    Field{"parameters", by_index(&Scenario::parameters, traced<&Trace::parameters>), &Trace::parameters},
    Field{"start", Group{Field{"date", [](const Trace&, const Story& whole) { return whole.date(0); }},
                         Field{"rungs", by_index(&Scenario::ladders, &Story::first_rung)}}},
    Field{"events", &Trace::events},
    Field{"end",
          Group{Field{"date",
                      [](const Trace&, const Story& whole) { return whole.date(whole.scenario.horizon); }},
                Field{"day", [](const Trace&, const Story& whole) { return whole.scenario.horizon; }},
                Field{"rungs", by_index(&Scenario::ladders, &Story::last_rung), &Trace::final_rungs},
                Field{"drivers", by_index(&Scenario::drivers, traced<&Trace::final_drivers>),
                      &Trace::final_drivers},
                Field{"counts", by_index(&Scenario::triggers, traced<&Trace::counts>), &Trace::counts}}},
    Field{"outcomes", by_index(&Scenario::outcomes, &Story::outcome), &Trace::first_passages,
          &Trace::values}};

} // namespace casus::report
