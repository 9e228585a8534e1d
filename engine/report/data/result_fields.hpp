#pragma once

#include "report/data/run_fields.hpp"

#include "formula/calendar.hpp"

#include <string>
#include <vector>

namespace casus::report {

/// The series of a result's parts stand at every point of its grid.
inline constexpr auto grid_days = [](const auto&, const Result& whole) -> const auto& { return whole.days; };
inline constexpr auto grid_dates = [](const auto&, const Result& whole) {
  std::vector<std::string> dates;
  for (const double day : whole.days) dates.push_back(formula::iso_date(whole.start, day));
  return dates;
};

template <>
inline constexpr auto fields<EventResult> = std::tuple{
    Field{"kind", [](const auto&) { return "event"; }},
    Field{"probability", &EventResult::probability},
    Field{"se", Where{&EventResult::probability, &EventResult::se}},
    Field{"ci95", &EventResult::ci95},
    OnlyIf{&EventResult::gain, Field{"gain", &EventResult::gain}},
    Field{"hits", &EventResult::hits},
    Field{"trials", &EventResult::trials},
    Field{"curve", Group{Field{"date", grid_dates}, Field{"day", grid_days},
                         Field{"probability", &EventResult::curve}, Field{"ci95", &EventResult::curve_ci95}}},
    Field{"first_passage_days",
          Group{Field{"p10", &EventResult::first_passage_p10}, Field{"p50", &EventResult::first_passage_p50},
                Field{"p90", &EventResult::first_passage_p90}}}};

inline constexpr std::tuple quantile_fields{Field{"p05", &ValueResult::p05}, Field{"p25", &ValueResult::p25},
                                            Field{"p50", &ValueResult::p50}, Field{"p75", &ValueResult::p75},
                                            Field{"p95", &ValueResult::p95}};

/// The quantiles of a value that has trials.
struct Quantiles {
  const ValueResult* of = nullptr;
};
template <>
inline constexpr auto fields<Quantiles> = std::tuple{Inline{&Quantiles::of, quantile_fields}};

template <>
inline constexpr auto fields<ValueResult> = std::tuple{
    Field{"kind", [](const auto&) { return "value"; }},
    Field{"mean", &ValueResult::mean},
    Field{"se", Where{&ValueResult::mean, &ValueResult::se}},
    Field{"ci95", Where{&ValueResult::mean, &ValueResult::ci95}},
    OnlyIf{&ValueResult::gain, Field{"gain", &ValueResult::gain}},
    Field{"sd", Where{&ValueResult::mean, &ValueResult::sd}},
    Field{"quantiles", Where{&ValueResult::mean, [](const ValueResult& value) { return Quantiles{&value}; }},
          &ValueResult::p05, &ValueResult::p25, &ValueResult::p50, &ValueResult::p75, &ValueResult::p95},
    Field{"trials", &ValueResult::trials}};

template <>
inline constexpr auto fields<WorldSpread> =
    std::tuple{Field{"sd", &WorldSpread::sd},   Field{"sd_ci95", &WorldSpread::sd_ci95},
               Field{"p05", &WorldSpread::p05}, Field{"p05_ci95", &WorldSpread::p05_ci95},
               Field{"p95", &WorldSpread::p95}, Field{"p95_ci95", &WorldSpread::p95_ci95}};

template <>
inline constexpr auto fields<OutcomeResult> = std::tuple{
    Untold{&OutcomeResult::name, &OutcomeResult::question, &OutcomeResult::conditional, &OutcomeResult::day,
           &OutcomeResult::begins_later},
    OnlyIf{[](const OutcomeResult& outcome) { return !outcome.resolution.empty(); },
           Field{"resolution", &OutcomeResult::resolution}},
    OnlyIf{&OutcomeResult::from, Field{"from_day", &OutcomeResult::from}},
    OnlyIf{&OutcomeResult::within, Field{"within_days", &OutcomeResult::within}},
    Inline{&OutcomeResult::event},
    Inline{&OutcomeResult::value},
    OnlyIf{&OutcomeResult::between_worlds, Field{"between_worlds", &OutcomeResult::between_worlds}}};

template <>
inline constexpr auto fields<LadderResult> =
    std::tuple{Untold{&LadderResult::name}, Field{"rungs", &LadderResult::rungs}, Field{"day", grid_days},
               Field{"occupancy", &LadderResult::occupancy}};

template <>
inline constexpr auto fields<JointResult> =
    std::tuple{Field{"first", &JointResult::first}, Field{"second", &JointResult::second},
               Field{"shares", &JointResult::shares}};

template <>
inline constexpr auto fields<DriverResult> =
    std::tuple{Untold{&DriverResult::name},        Field{"day", grid_days},
               Field{"mean", &DriverResult::mean}, Field{"sd", &DriverResult::sd},
               Field{"p05", &DriverResult::p05},   Field{"p50", &DriverResult::p50},
               Field{"p95", &DriverResult::p95}};

/// A category's share under its name, or what there is of a number.
template <>
inline constexpr auto fields<MarkResult> =
    std::tuple{Untold{&MarkResult::name},
               ByName{&MarkResult::categories, &CategoryShare::name, &CategoryShare::share},
               OnlyIf{[](const MarkResult& mark) { return mark.categories.empty(); },
                      Field{"mean", &MarkResult::mean}, Field{"sd", &MarkResult::sd}}};

inline constexpr std::tuple firing_fields{Field{"mean_count", &TriggerResult::mean_count},
                                          Field{"se", &TriggerResult::se},
                                          Field{"share_fired", &TriggerResult::share_fired}};
template <>
inline constexpr auto fields<TriggerResult> =
    std::tuple{Untold{&TriggerResult::name}, firing_fields,
               Field{"marks", ByName{&TriggerResult::marks, &MarkResult::name}}};

template <>
inline constexpr auto fields<Percentiles> = std::tuple{
    Field{"p05", &Percentiles::p05}, Field{"p50", &Percentiles::p50}, Field{"p95", &Percentiles::p95}};

template <>
inline constexpr auto fields<LearntParameter> =
    std::tuple{Untold{&LearntParameter::name}, Field{"prior", &LearntParameter::prior},
               Field{"posterior", &LearntParameter::posterior}, Field{"learnt", &LearntParameter::learnt}};

template <>
inline constexpr auto fields<ObservedEvent> =
    std::tuple{Field{"what", &ObservedEvent::what}, Field{"day", &ObservedEvent::day},
               Field{"rate", &ObservedEvent::rate}, Field{"surprise", &ObservedEvent::surprise}};

template <>
inline constexpr auto fields<ObservedResult> = std::tuple{
    Field{"now", [](const ObservedResult& observed,
                    const Result& whole) { return formula::iso_date(whole.start, observed.until); }},
    Field{"now_day", &ObservedResult::until},
    Field{"firings", &ObservedResult::firings},
    Field{"rungs", &ObservedResult::rungs},
    Field{"values", &ObservedResult::values},
    Field{"left_out", &ObservedResult::left_out},
    Field{"log_evidence", &ObservedResult::log_evidence},
    Field{"log_evidence_se", &ObservedResult::log_evidence_error},
    Field{"worlds", &ObservedResult::worlds},
    Field{"effective_worlds", &ObservedResult::effective_worlds},
    Field{"passes", &ObservedResult::passes},
    Field{"acceptance", &ObservedResult::acceptance},
    Field{"events", &ObservedResult::events},
    Field{"parameters", ByName{&ObservedResult::parameters, &LearntParameter::name}}};

template <>
inline constexpr auto fields<Performance> = std::tuple{
    Field{"seconds", &Performance::seconds},
    Field{"trajectories_per_second",
          [](const Performance& performance, const Result& whole) { // infinite, so null, at zero seconds
            return static_cast<double>(whole.trajectories) / performance.seconds;
          }},
    Field{"threads", &Performance::threads},
    Untold{&Performance::setup_seconds, &Performance::cpu_seconds, &Performance::steps, &Performance::events,
           &Performance::phases}};

template <>
inline constexpr auto fields<Result> =
    std::tuple{made_by,
               run_identity,
               run_worlds,
               run_stop,
               OnlyIf{&Result::observed, Field{"observed", &Result::observed}},
               Field{"outcomes", ByName{&Result::outcomes, &OutcomeResult::name}},
               Field{"ladders", ByName{&Result::ladders, &LadderResult::name}},
               Field{"joint", &Result::joint},
               Field{"drivers", ByName{&Result::drivers, &DriverResult::name}},
               Field{"triggers", ByName{&Result::triggers, &TriggerResult::name}},
               Field{"performance", &Result::performance},
               Untold{&Result::title, &Result::start, &Result::days}};

} // namespace casus::report
