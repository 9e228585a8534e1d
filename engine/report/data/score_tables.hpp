#pragma once

#include "report/data/result_tables.hpp"
#include "report/data/score_fields.hpp"

namespace casus::report {

inline constexpr Field scored_file{"scenario",
                                   [](const auto&, const ForecastScores& whole) { return whole.file; }};

struct ScoresTable {
  static constexpr auto name = "scores";
  static constexpr std::tuple columns{
      scored_file,
      Field{"outcome", &OutcomeScore::name},
      Field{"question", &OutcomeScore::question},
      kind_of_outcome,
      Field{"date",
            [](const OutcomeScore& outcome, const ForecastScores& whole) {
              return formula::iso_date(whole.run.start, outcome.day);
            }},
      Field{"day", &OutcomeScore::day},
      Field{"observed", Either{&EventScore::happened, &ValueScore::observed}},
      Field{"trials", Either{&EventScore::trials, &ValueScore::trials}},
      Inline{&OutcomeScore::event, Field{"probability", &EventScore::probability},
             Field{"se", &EventScore::se}, Field{"base_rate", &EventScore::base},
             Inline{&EventScore::brier, Field{"brier", &Score::value}, Field{"brier_se", &Score::monte_carlo},
                    Field{"brier_base", &Score::base}},
             Inline{&EventScore::log, Field{"log", &Score::value}, Field{"log_se", &Score::monte_carlo},
                    Field{"log_base", &Score::base}}},
      Inline{&OutcomeScore::value, Field{"mean", &ValueScore::mean}, Field{"sd", &ValueScore::sd},
             Field{"below", &ValueScore::below},
             Inline{&ValueScore::crps, Field{"crps", &Score::value}, Field{"crps_se", &Score::monte_carlo},
                    Field{"crps_base", &Score::base}}}};

  static void rows(const Scores& scores, auto add) {
    for (const ForecastScores& forecast : scores.forecasts)
      for (const OutcomeScore& outcome : forecast.outcomes) add(outcome, forecast);
  }
};

struct ReliabilityTable {
  static constexpr auto name = "reliability";
  static constexpr std::tuple columns{scored_file, fields<ReliabilityBin>};

  static void rows(const Scores& scores, auto add) {
    for (const ForecastScores& forecast : scores.forecasts)
      for (const ReliabilityBin& bin : forecast.reliability) add(bin, forecast);
  }
};

using ScoreTables = std::tuple<ScoresTable, ReliabilityTable>;

} // namespace casus::report
