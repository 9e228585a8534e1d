#pragma once

#include "report/data/result_fields.hpp"

#include "casus/indicators.hpp"

namespace casus::report {

template <>
inline constexpr auto fields<Estimated> = std::tuple{
    Field{"value", &Estimated::value}, Field{"se", &Estimated::se}, Bounds{"ci95", &Estimated::ci95}};

template <>
inline constexpr auto fields<WatchedEvent> =
    std::tuple{Untold{&WatchedEvent::name}, Field{"about", Through{&WatchedEvent::about, if_not_empty}},
               Field{"is_rung", &WatchedEvent::is_rung}, Field{"probability", &WatchedEvent::probability},
               Field{"came", &WatchedEvent::came}};

template <>
inline constexpr auto fields<Indicator> =
    std::tuple{Untold{&Indicator::event},
               Field{"came", &Indicator::came},
               Field{"if_comes", &Indicator::if_comes},
               Field{"if_not", &Indicator::if_not},
               Field{"difference", &Indicator::difference},
               OnlyIf{&Indicator::information, Field{"bits", &Indicator::information}},
               Field{"expected_move", &Indicator::move},
               Field{"p_value", &Indicator::p_value},
               Field{"is_told", &Indicator::is_told},
               Field{"is_settled", &Indicator::is_settled}};

inline const std::string& name_of_event(const Indicator& indicator, const Indicators& whole) {
  return whole.events[indicator.event].name;
}

template <>
inline constexpr auto fields<OutcomeIndicators> = std::tuple{
    Untold{&OutcomeIndicators::name, &OutcomeIndicators::day},
    Field{"question", &OutcomeIndicators::question},
    OnlyIf{&OutcomeIndicators::from, Field{"from_day", &OutcomeIndicators::from}},
    Field{"kind", [](const OutcomeIndicators& outcome) { return outcome.is_value ? "value" : "event"; },
          &OutcomeIndicators::is_value},
    Field{"trials", &OutcomeIndicators::trials},
    Field{"answer", &OutcomeIndicators::answer},
    Field{"indicators", ByName{&OutcomeIndicators::indicators, name_of_event}},
    Field{"left_out", &OutcomeIndicators::left_out}};

inline std::string window_begin(const Indicators& found) {
  return formula::iso_date(found.run.start, found.from);
}
inline std::string window_end(const Indicators& found) {
  return formula::iso_date(found.run.start, found.until);
}

template <>
inline constexpr auto fields<Indicators> = std::tuple{
    made_by,
    Inline{&Indicators::run, run_identity, run_worlds, run_stop},
    Field{"window", Group{Field{"after", window_begin}, Field{"until", window_end},
                          Field{"after_day", &Indicators::from}, Field{"until_day", &Indicators::until},
                          Field{"is_cut_by_horizon", &Indicators::is_cut}}},
    Untold{&Indicators::is_chosen},
    Field{"events", ByName{&Indicators::events, &WatchedEvent::name}},
    Field{"outcomes", ByName{&Indicators::outcomes, &OutcomeIndicators::name}},
    Inline{&Indicators::run, run_performance}};

} // namespace casus::report
