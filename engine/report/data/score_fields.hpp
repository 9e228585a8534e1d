#pragma once

#include "report/data/run_fields.hpp"

#include "casus/score.hpp"

namespace casus::report {

template <>
inline constexpr auto fields<Score> = std::tuple{
    Field{"score", &Score::value}, Field{"monte_carlo_se", &Score::monte_carlo}, Field{"base", &Score::base}};

template <>
inline constexpr auto fields<EventScore> =
    std::tuple{Field{"kind", [](const auto&) { return "event"; }},
               Field{"probability", &EventScore::probability},
               Field{"se", &EventScore::se},
               Field{"hits", &EventScore::hits},
               Field{"trials", &EventScore::trials},
               Field{"happened", &EventScore::happened},
               Field{"base_rate", &EventScore::base},
               Field{"base_rate_from",
                     [](const EventScore& event) {
                       return event.base_is_given ? "file" : "share of the observed events";
                     },
                     &EventScore::base_is_given},
               Field{"brier", &EventScore::brier},
               Field{"log", &EventScore::log},
               Field{"log_is_guarded", &EventScore::log_is_guarded}};

template <>
inline constexpr auto fields<ValueScore> = std::tuple{Field{"kind", [](const auto&) { return "value"; }},
                                                      Field{"mean", &ValueScore::mean},
                                                      Field{"sd", &ValueScore::sd},
                                                      Field{"trials", &ValueScore::trials},
                                                      Field{"observed", &ValueScore::observed},
                                                      Field{"below", &ValueScore::below},
                                                      Field{"base_numbers", &ValueScore::base_count},
                                                      Field{"crps", &ValueScore::crps}};

template <>
inline constexpr auto fields<OutcomeScore> =
    std::tuple{Untold{&OutcomeScore::name, &OutcomeScore::question, &OutcomeScore::day},
               Inline{&OutcomeScore::event}, Inline{&OutcomeScore::value}};

template <>
inline constexpr auto fields<MeanScore> =
    std::tuple{Field{"outcomes", &MeanScore::count}, Field{"mean", &MeanScore::mean},
               Field{"se", &MeanScore::se},          Field{"monte_carlo_se", &MeanScore::monte_carlo},
               Field{"base", &MeanScore::base},      Field{"skill", &MeanScore::skill},
               Field{"gain_se", &MeanScore::gain_se}};

template <>
inline constexpr auto fields<ReliabilityBin> =
    std::tuple{Field{"low", &ReliabilityBin::low},           Field{"high", &ReliabilityBin::high},
               Field{"events", &ReliabilityBin::count},      Field{"forecast", &ReliabilityBin::forecast},
               Field{"observed", &ReliabilityBin::observed}, Bounds{"ci95", &ReliabilityBin::ci95}};

template <>
inline constexpr auto fields<BrierDecomposition> =
    std::tuple{Field{"reliability", &BrierDecomposition::reliability},
               Field{"resolution", &BrierDecomposition::resolution},
               Field{"uncertainty", &BrierDecomposition::uncertainty},
               Field{"within_bins", &BrierDecomposition::within_bins}};

template <>
inline constexpr auto fields<ExpectedBrier> = std::tuple{
    Field{"mean", &ExpectedBrier::mean}, Field{"sd", &ExpectedBrier::sd}, Field{"z", &ExpectedBrier::z}};

/// The reliability of forecasts of which some are of events.
struct ReliabilityOf {
  const ForecastScores* scores = nullptr;
};
template <>
inline constexpr auto fields<ReliabilityOf> = std::tuple{
    Inline{&ReliabilityOf::scores, Field{"bins", &ForecastScores::reliability},
           Field{"brier", &ForecastScores::decomposition}, Field{"expected_brier", &ForecastScores::expected},
           Field{"doubt", Through{&ForecastScores::doubt, if_not_empty}}}};

template <>
inline constexpr auto fields<ForecastScores> = std::tuple{
    Untold{&ForecastScores::file},
    Inline{&ForecastScores::run, run_identity, run_worlds, run_stop,
           OnlyIf{&Result::observed, Field{"observed", Group{Inline{&Result::observed, evidence}}}}},
    Field{"outcomes", ByName{&ForecastScores::outcomes, &OutcomeScore::name}},
    Field{"left_out", ByName{&ForecastScores::left_out, &LeftOut::outcome, &LeftOut::reason}},
    Field{"means", Group{Field{"brier", &ForecastScores::brier}, Field{"log", &ForecastScores::log},
                         Field{"crps", &ForecastScores::crps}}},
    Field{"reliability",
          Where{&ForecastScores::decomposition,
                [](const ForecastScores& scores) { return ReliabilityOf{&scores}; }},
          &ForecastScores::reliability, &ForecastScores::expected, &ForecastScores::doubt},
    Inline{&ForecastScores::run, run_performance}};

inline const std::string& scored_file_at(const Scores& scores, std::size_t place) {
  return scores.forecasts[place].file;
}
template <>
inline constexpr auto fields<RankedForecast> =
    std::tuple{Field{"file", Asked{&RankedForecast::forecast, scored_file_at}},
               Field{"behind", &RankedForecast::behind}, Field{"se", &RankedForecast::se}};

template <>
inline constexpr auto fields<Scores> = std::tuple{
    made_by, Field{"forecasts", ByName{&Scores::forecasts, &ForecastScores::file}},
    OnlyIf{[](const Scores& scores) { return !scores.ranking.empty(); }, Field{"ranking", &Scores::ranking}}};

} // namespace casus::report
