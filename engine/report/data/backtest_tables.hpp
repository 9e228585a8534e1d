#pragma once

#include "report/data/backtest_fields.hpp"
#include "report/data/columns.hpp"

namespace casus::report {

/// A forecast with its date, and what it scored where it is scored.
struct ForecastRow {
  const AsOf* date = nullptr;
  const DatedForecast* forecast = nullptr;
  const ScoredForecast* scored = nullptr;
};

struct BacktestForecastsTable {
  static constexpr auto name = "forecasts";
  static constexpr std::tuple columns{
      Inline{&ForecastRow::date, Field{"date", [](const AsOf& as_of) { return date_in_words(as_of.date); }}},
      Inline{&ForecastRow::forecast, Field{"outcome", &DatedForecast::outcome},
             Field{"question", &DatedForecast::question},
             Field{"due", Asked{&DatedForecast::day, day_in_words}}, Field{"due_day", &DatedForecast::day},
             Inline{&DatedForecast::updated, Field{"probability", &ForecastProbability::probability},
                    Field{"se", &ForecastProbability::se}, Field{"hits", &ForecastProbability::hits},
                    Field{"trials", &ForecastProbability::trials}},
             Inline{&DatedForecast::unupdated,
                    Field{"unupdated_probability", &ForecastProbability::probability},
                    Field{"unupdated_se", &ForecastProbability::se}},
             Field{"settled", &DatedForecast::is_settled}},
      Inline{&ForecastRow::scored, Field{"lead_days", &ScoredForecast::lead},
             Field{"happened", &ScoredForecast::happened},
             Field{"given_base_rate", &ScoredForecast::given_base},
             Inline{&ScoredForecast::brier, Field{"brier", &Score::value},
                    Field{"brier_se", &Score::monte_carlo}, Field{"brier_base", &Score::base}},
             Inline{&ScoredForecast::unupdated_brier, Field{"brier_unupdated", &Score::value}},
             Inline{&ScoredForecast::log, Field{"log", &Score::value}, Field{"log_se", &Score::monte_carlo},
                    Field{"log_base", &Score::base}},
             Inline{&ScoredForecast::unupdated_log, Field{"log_unupdated", &Score::value}}}};

  static void rows(const Backtest& backtest, auto add) {
    auto scored = backtest.scored.begin();
    for (std::size_t d = 0; d < backtest.dates.size(); ++d)
      for (std::size_t f = 0; f < backtest.dates[d].forecasts.size(); ++f) {
        const bool is_scored = scored != backtest.scored.end() && scored->date == d && scored->forecast == f;
        add(ForecastRow{&backtest.dates[d], &backtest.dates[d].forecasts[f], is_scored ? &*scored : nullptr},
            backtest);
        if (is_scored) ++scored;
      }
  }
};

/// The mean of one of the scores.
struct MeanRow {
  const char* score = "";
  const LeadMeans* means = nullptr;
  const BacktestMean* mean = nullptr;
};

struct BacktestMeansTable {
  static constexpr auto name = "means";
  static constexpr std::tuple columns{
      Field{"score", &MeanRow::score},
      Inline{&MeanRow::means, Field{"lead", &LeadMeans::name}, Field{"forecasts", &LeadMeans::forecasts},
             Field{"questions", &LeadMeans::questions}, Field{"happened", &LeadMeans::happened}},
      Inline{&MeanRow::mean, Field{"mean", &BacktestMean::mean}, Field{"se", &BacktestMean::se},
             Field{"monte_carlo_se", &BacktestMean::monte_carlo},
             Inline{&BacktestMean::base, Field{"base_mean", &RivalMean::mean},
                    Field{"base_gain", &RivalMean::gain}, Field{"base_gain_se", &RivalMean::se}},
             Inline{&BacktestMean::given_base, Field{"given_base_mean", &RivalMean::mean},
                    Field{"given_base_gain", &RivalMean::gain}, Field{"given_base_gain_se", &RivalMean::se}},
             Inline{&BacktestMean::unupdated, Field{"unupdated_mean", &RivalMean::mean},
                    Field{"unupdated_gain", &RivalMean::gain}, Field{"unupdated_gain_se", &RivalMean::se}}}};

  static void rows(const Backtest& backtest, auto add) {
    const auto add_both = [&](const LeadMeans& means) {
      add(MeanRow{"brier", &means, &means.brier}, backtest);
      add(MeanRow{"log", &means, &means.log}, backtest);
    };
    if (backtest.all) add_both(*backtest.all);
    for (const LeadMeans& means : backtest.by_lead) add_both(means);
  }
};

struct BacktestReliabilityTable {
  static constexpr auto name = "reliability";
  static constexpr std::tuple columns{fields<ReliabilityBin>};

  static void rows(const Backtest& backtest, auto add) {
    for (const ReliabilityBin& bin : backtest.reliability) add(bin, backtest);
  }
};

using BacktestTables = std::tuple<BacktestForecastsTable, BacktestMeansTable, BacktestReliabilityTable>;

} // namespace casus::report
