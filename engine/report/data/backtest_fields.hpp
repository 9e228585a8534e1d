#pragma once

#include "formula/calendar.hpp"
#include "report/data/result_fields.hpp"
#include "report/data/score_fields.hpp"

#include "casus/backtest.hpp"

namespace casus::report {

inline std::string date_in_words(std::chrono::sys_days date) { return formula::iso_date(date, 0); }
inline std::string day_in_words(const Backtest& backtest, double day) {
  return formula::iso_date(backtest.run.start, day);
}

template <>
inline constexpr auto fields<ForecastProbability> =
    std::tuple{Field{"probability", &ForecastProbability::probability}, Field{"se", &ForecastProbability::se},
               Field{"hits", &ForecastProbability::hits}, Field{"trials", &ForecastProbability::trials}};

template <>
inline constexpr auto fields<DatedForecast> =
    std::tuple{Untold{&DatedForecast::outcome},
               Field{"question", &DatedForecast::question},
               Field{"due", Asked{&DatedForecast::day, day_in_words}},
               Field{"due_day", &DatedForecast::day},
               Field{"updated", &DatedForecast::updated},
               Field{"unupdated", &DatedForecast::unupdated},
               Field{"settled", &DatedForecast::is_settled}};

template <>
inline constexpr auto fields<AsOf> =
    std::tuple{Untold{&AsOf::date, &AsOf::now}, Field{"fingerprint", &AsOf::fingerprint},
               Inline{&AsOf::observed, evidence, Field{"passes", &ObservedResult::passes},
                      Field{"acceptance", &ObservedResult::acceptance},
                      Field{"parameters", ByName{&ObservedResult::parameters, &LearntParameter::name}}},
               Field{"outcomes", ByName{&AsOf::forecasts, &DatedForecast::outcome}}};

/// Of a forecast that is scored: as of when, and of what.
inline constexpr Field scored_date{"date", [](const ScoredForecast& scored, const Backtest& whole) {
                                     return date_in_words(whole.date_of(scored).date);
                                   }};
inline constexpr Field scored_outcome{"outcome", [](const ScoredForecast& scored, const Backtest& whole) {
                                        return whole.forecast_of(scored).outcome;
                                      }};

template <>
inline constexpr auto fields<ScoredForecast> =
    std::tuple{Untold{&ScoredForecast::date, &ScoredForecast::forecast},
               scored_date,
               scored_outcome,
               Field{"lead_days", &ScoredForecast::lead},
               Field{"happened", &ScoredForecast::happened},
               Field{"agreement", &ScoredForecast::agreement},
               Field{"brier", &ScoredForecast::brier},
               Field{"log", &ScoredForecast::log},
               Field{"unupdated_brier", &ScoredForecast::unupdated_brier},
               Field{"unupdated_log", &ScoredForecast::unupdated_log},
               Field{"given_base_rate", &ScoredForecast::given_base},
               Field{"given_base_brier", &ScoredForecast::given_brier},
               Field{"given_base_log", &ScoredForecast::given_log}};

template <>
inline constexpr auto fields<RivalMean> =
    std::tuple{Field{"forecasts", &RivalMean::count}, Field{"mean", &RivalMean::mean},
               Field{"gain", &RivalMean::gain}, Field{"gain_se", &RivalMean::se}};

template <>
inline constexpr auto fields<BacktestMean> = std::tuple{Field{"mean", &BacktestMean::mean},
                                                        Field{"se", &BacktestMean::se},
                                                        Field{"monte_carlo_se", &BacktestMean::monte_carlo},
                                                        Field{"base_rate", &BacktestMean::base},
                                                        Field{"given_base_rate", &BacktestMean::given_base},
                                                        Field{"unupdated", &BacktestMean::unupdated}};

template <>
inline constexpr auto fields<LeadMeans> = std::tuple{Field{"lead", &LeadMeans::name},
                                                     Field{"up_to_days", &LeadMeans::up_to},
                                                     Field{"forecasts", &LeadMeans::forecasts},
                                                     Field{"questions", &LeadMeans::questions},
                                                     Field{"happened", &LeadMeans::happened},
                                                     Field{"brier", &LeadMeans::brier},
                                                     Field{"log", &LeadMeans::log}};

/// The dates of a question that is left out.
struct LeftOutDates {
  const DatedLeftOut* left_out = nullptr;

  std::vector<std::string> dates() const {
    std::vector<std::string> words;
    for (const std::chrono::sys_days date : left_out->dates) words.push_back(date_in_words(date));
    return words;
  }
};
template <>
inline constexpr auto fields<DatedLeftOut> =
    std::tuple{Field{"outcome", &DatedLeftOut::outcome}, Field{"reason", &DatedLeftOut::reason},
               Field{"dates", [](const DatedLeftOut& left_out) { return LeftOutDates{&left_out}.dates(); },
                     &DatedLeftOut::dates}};

/// The reliability of forecasts of which some are scored.
struct BacktestReliability {
  const Backtest* backtest = nullptr;
};
template <>
inline constexpr auto fields<BacktestReliability> =
    std::tuple{Inline{&BacktestReliability::backtest, Field{"bins", &Backtest::reliability},
                      Field{"brier", &Backtest::decomposition},
                      Field{"doubt", Through{&Backtest::doubt, if_not_empty}}}};

template <>
inline constexpr auto fields<Backtest> = std::tuple{
    made_by,
    Inline{&Backtest::run, run_identity, run_worlds},
    OnlyIf{&Backtest::stopped, Field{"stopped", &Backtest::stopped},
           Field{"asked_dates", &Backtest::asked_dates}},
    Field{"now", Asked{&Backtest::until, day_in_words}},
    Field{"now_day", &Backtest::until},
    Field{"every", &Backtest::every},
    Field{"forecasts", ByName{&Backtest::dates, [](const AsOf& as_of) { return date_in_words(as_of.date); }}},
    Field{"scores", &Backtest::scored},
    Field{"left_out", &Backtest::left_out},
    Field{"base_rate", Where{&Backtest::all, &Backtest::base_rate}},
    Field{"means", Group{Field{"all", &Backtest::all}, Field{"by_lead", &Backtest::by_lead}}},
    Field{"reliability",
          Where{&Backtest::all, [](const Backtest& backtest) { return BacktestReliability{&backtest}; }},
          &Backtest::reliability, &Backtest::decomposition, &Backtest::doubt},
    Inline{&Backtest::run, run_performance}};

} // namespace casus::report
