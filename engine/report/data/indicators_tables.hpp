#pragma once

#include "report/data/columns.hpp"
#include "report/data/indicators_fields.hpp"

namespace casus::report {

/// An outcome with one of its indicators.
struct IndicatorRow {
  const OutcomeIndicators* outcome = nullptr;
  const Indicator* indicator = nullptr;
};

inline constexpr Field watched_scenario{
    "scenario", [](const auto&, const Indicators& whole) { return whole.run.scenario; }};

struct IndicatorsTable {
  static constexpr auto name = "indicators";
  static constexpr std::tuple columns{
      watched_scenario,
      Inline{&IndicatorRow::outcome, Field{"outcome", &OutcomeIndicators::name},
             Field{"kind", [](const OutcomeIndicators& of) { return of.is_value ? "value" : "event"; }},
             Field{"trials", &OutcomeIndicators::trials}},
      Inline{&IndicatorRow::indicator, Field{"event", name_of_event}, Field{"came", &Indicator::came},
             Inline{&Indicator::if_comes, Field{"if_comes", &Estimated::value},
                    Field{"if_comes_se", &Estimated::se}, Bounds{"if_comes_ci95", &Estimated::ci95}},
             Inline{&Indicator::if_not, Field{"if_not", &Estimated::value},
                    Field{"if_not_se", &Estimated::se}, Bounds{"if_not_ci95", &Estimated::ci95}},
             Inline{&Indicator::difference, Field{"difference", &Estimated::value},
                    Field{"difference_se", &Estimated::se}, Bounds{"difference_ci95", &Estimated::ci95}},
             Inline{&Indicator::information, Field{"bits", &Estimated::value},
                    Field{"bits_se", &Estimated::se}, Bounds{"bits_ci95", &Estimated::ci95}},
             Inline{&Indicator::move, Field{"expected_move", &Estimated::value},
                    Field{"expected_move_se", &Estimated::se},
                    Bounds{"expected_move_ci95", &Estimated::ci95}},
             Field{"p_value", &Indicator::p_value}, Field{"is_told", &Indicator::is_told},
             Field{"is_settled", &Indicator::is_settled}}};

  static void rows(const Indicators& found, auto add) {
    for (const OutcomeIndicators& outcome : found.outcomes)
      for (const Indicator& indicator : outcome.indicators) add(IndicatorRow{&outcome, &indicator}, found);
  }
};

struct WatchedEventsTable {
  static constexpr auto name = "events";
  static constexpr std::tuple columns{
      watched_scenario,
      Field{"event", &WatchedEvent::name},
      Field{"is_rung", &WatchedEvent::is_rung},
      Field{"after", [](const auto&, const Indicators& whole) { return window_begin(whole); }},
      Field{"until", [](const auto&, const Indicators& whole) { return window_end(whole); }},
      Inline{&WatchedEvent::probability, Field{"probability", &Estimated::value}, Field{"se", &Estimated::se},
             Bounds{"ci95", &Estimated::ci95}},
      Field{"came", &WatchedEvent::came},
      Field{"trials", [](const auto&, const Indicators& whole) { return whole.run.trajectories; }}};

  static void rows(const Indicators& found, auto add) {
    for (const WatchedEvent& event : found.events) add(event, found);
  }
};

using IndicatorTables = std::tuple<IndicatorsTable, WatchedEventsTable>;

} // namespace casus::report
