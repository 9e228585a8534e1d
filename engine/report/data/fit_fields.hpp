#pragma once

#include "report/data/number_units.hpp"
#include "report/data/run_fields.hpp"

#include "formula/calendar.hpp"

#include "casus/fit.hpp"

namespace casus::report {

inline constexpr auto is_fitted = [](const FittedNumber& fitted) { return fitted.doubt.empty(); };
inline constexpr auto is_weight = [](const FittedNumber& fitted) {
  return fitted.number.kind == NumberKind::weight;
};
inline constexpr std::tuple fitted_values{Field{"path", Through{&FittedNumber::number, &NumberEntry::path}},
                                          Field{"unit", Through{&FittedNumber::number, &NumberEntry::unit}},
                                          Field{"before", InItsUnit{&FittedNumber::before}},
                                          Field{"estimate", InItsUnit{&FittedNumber::estimate}},
                                          Field{"se", Where{is_fitted, InItsUnit{&FittedNumber::se}}},
                                          Bounds{"ci95", Where{is_fitted, InItsUnit{&FittedNumber::ci95}}}};
inline constexpr std::tuple weight_test{Field{"lr", &FittedNumber::lr},
                                        Field{"p_value", &FittedNumber::p_value}};
inline constexpr Field fit_doubt{"doubt", Through{&FittedNumber::doubt, if_not_empty}};
template <>
inline constexpr auto fields<FittedNumber> =
    std::tuple{Untold{&FittedNumber::name}, fitted_values, OnlyIf{is_weight, weight_test}, fit_doubt};

template <>
inline constexpr auto fields<LikelihoodRatio> =
    std::tuple{Field{"lr", &LikelihoodRatio::statistic}, Field{"degrees", &LikelihoodRatio::degrees},
               Field{"p_value", &LikelihoodRatio::p_value}};

template <>
inline constexpr auto fields<Residuals> =
    std::tuple{Field{"ks", &Residuals::ks}, Field{"ks_p_value", &Residuals::ks_p},
               Field{"lag_correlation", &Residuals::lag_correlation}, Field{"lag_p_value", &Residuals::lag_p},
               Field{"times", &Residuals::times}};

template <auto log_likelihood>
inline constexpr auto of_trigger_in_unit = [](const FittedTrigger& trigger, const Fit& whole) {
  return whole.in_unit(trigger.*log_likelihood, trigger.events);
};
template <>
inline constexpr auto fields<FittedTrigger> =
    std::tuple{Untold{&FittedTrigger::trigger, &FittedTrigger::name},
               Field{"events", &FittedTrigger::events},
               Field{"days_at_risk", &FittedTrigger::exposure},
               Field{"rate", &FittedTrigger::rate},
               Field{"rate_is_factor", &FittedTrigger::rate_is_factor},
               Field{"weights", ByName{&FittedTrigger::weights, &FittedNumber::name}},
               Field{"log_likelihood", of_trigger_in_unit<&FittedTrigger::log_likelihood>,
                     &FittedTrigger::log_likelihood},
               Field{"constant_log_likelihood", of_trigger_in_unit<&FittedTrigger::constant_log_likelihood>,
                     &FittedTrigger::constant_log_likelihood},
               Field{"against_constant", &FittedTrigger::against_constant},
               Field{"residuals", &FittedTrigger::residuals}};

template <>
inline constexpr auto fields<FittedLadder> =
    std::tuple{Untold{&FittedLadder::ladder, &FittedLadder::name},
               Field{"transitions", &FittedLadder::transitions},
               Field{"changes", &FittedLadder::changes},
               Field{"numbers", ByName{&FittedLadder::numbers, &FittedNumber::name}},
               Field{"log_likelihood", &FittedLadder::log_likelihood},
               Field{"constant_log_likelihood", &FittedLadder::constant_log_likelihood},
               Field{"against_constant", &FittedLadder::against_constant}};

template <auto log_likelihood>
inline constexpr auto of_fit_in_unit =
    [](const Fit& fit) { return fit.in_unit(fit.*log_likelihood, fit.events); };
template <>
inline constexpr auto fields<Fit> = std::tuple{
    made_by,
    Field{"scenario", &Fit::scenario},
    Field{"fingerprint", &Fit::fingerprint},
    Field{"start", [](const Fit& fit) { return formula::iso_date(fit.start, 0); }, &Fit::start},
    Field{"sequences", &Fit::sequences},
    Field{"days", &Fit::days},
    Field{"events", &Fit::events},
    Field{"left_aside", &Fit::left_aside},
    Field{"time_unit", &Fit::time_unit},
    Field{"log_likelihood", of_fit_in_unit<&Fit::log_likelihood>},
    Field{"log_likelihood_in_days", &Fit::log_likelihood},
    Field{"numbers", &Fit::numbers},
    Field{"aic", &Fit::aic},
    Field{"constant", Group{Field{"log_likelihood", of_fit_in_unit<&Fit::constant_log_likelihood>,
                                  &Fit::constant_log_likelihood},
                            Field{"numbers", &Fit::constant_numbers}, Field{"aic", &Fit::constant_aic}}},
    Field{"against_constant", &Fit::against_constant},
    Field{"triggers", ByName{&Fit::triggers, &FittedTrigger::name}},
    Field{"half_lives", ByName{&Fit::half_lives, &FittedNumber::name}},
    Field{"ladders", ByName{&Fit::ladders, &FittedLadder::name}},
    Field{"doubts", &Fit::doubts},
    Untold{&Fit::title, &Fit::days_in_unit}};

} // namespace casus::report
