#include "report/data/fit_json.hpp"

#include "casus/version.hpp"
#include "formula/calendar.hpp"
#include "report/data/json_parts.hpp"
#include "report/data/layout.hpp"

namespace casus::report {
namespace {

using nlohmann::ordered_json;

ordered_json number(const FittedNumber& fitted) {
  const double unit = fitted.number.unit_size;
  ordered_json object = {{"path", fitted.number.path},
                         {"unit", fitted.number.unit},
                         {"before", fitted.before / unit},
                         {"estimate", fitted.estimate / unit}};
  const bool is_known = fitted.doubt.empty();
  object["se"] = is_known ? ordered_json(fitted.se / unit) : ordered_json();
  object["ci95"] = is_known ? ordered_json{fitted.ci95.low / unit, fitted.ci95.high / unit} : ordered_json();
  if (fitted.number.kind == NumberKind::weight) {
    object["lr"] = or_null(fitted.lr);
    object["p_value"] = or_null(fitted.p_value);
  }
  object["doubt"] = is_known ? ordered_json() : ordered_json(fitted.doubt);
  return object;
}

ordered_json numbers(const std::vector<FittedNumber>& fitted) {
  ordered_json object = ordered_json::object();
  for (const FittedNumber& each : fitted) object[each.name] = number(each);
  return object;
}

ordered_json against(const LikelihoodRatio& test) {
  return {{"lr", test.statistic}, {"degrees", test.degrees}, {"p_value", test.p_value}};
}

ordered_json against(const std::optional<LikelihoodRatio>& test) {
  return test ? against(*test) : ordered_json();
}

ordered_json residuals(const Residuals& residuals) {
  return {{"ks", residuals.ks},
          {"ks_p_value", residuals.ks_p},
          {"lag_correlation", residuals.lag_correlation},
          {"lag_p_value", residuals.lag_p},
          {"times", residuals.times}};
}

ordered_json trigger(const Fit& fit, const FittedTrigger& trigger) {
  return {{"events", trigger.events},
          {"days_at_risk", trigger.exposure},
          {"rate", number(trigger.rate)},
          {"rate_is_factor", trigger.rate_is_factor},
          {"weights", numbers(trigger.weights)},
          {"log_likelihood", fit.in_unit(trigger.log_likelihood, trigger.events)},
          {"constant_log_likelihood", fit.in_unit(trigger.constant_log_likelihood, trigger.events)},
          {"against_constant", against(trigger.against_constant)},
          {"residuals", residuals(trigger.residuals)}};
}

ordered_json ladder(const FittedLadder& ladder) {
  return {{"transitions", ladder.transitions},
          {"changes", ladder.changes},
          {"numbers", numbers(ladder.numbers)},
          {"log_likelihood", ladder.log_likelihood},
          {"constant_log_likelihood", ladder.constant_log_likelihood},
          {"against_constant", against(ladder.against_constant)}};
}

} // namespace

std::string to_json(const Fit& fit) {
  ordered_json document = {{"casus", version},
                           {"scenario", fit.scenario},
                           {"fingerprint", fit.fingerprint},
                           {"start", formula::iso_date(fit.start, 0)},
                           {"sequences", fit.sequences},
                           {"days", fit.days},
                           {"events", fit.events},
                           {"left_aside", fit.left_aside},
                           {"time_unit", fit.time_unit},
                           {"log_likelihood", fit.in_unit(fit.log_likelihood, fit.events)},
                           {"log_likelihood_in_days", fit.log_likelihood},
                           {"numbers", fit.numbers},
                           {"aic", fit.aic()},
                           {"constant",
                            {{"log_likelihood", fit.in_unit(fit.constant_log_likelihood, fit.events)},
                             {"numbers", fit.constant_numbers},
                             {"aic", fit.constant_aic()}}},
                           {"against_constant", against(fit.against_constant)}};
  document["triggers"] = ordered_json::object();
  for (const FittedTrigger& each : fit.triggers) document["triggers"][each.name] = trigger(fit, each);
  document["half_lives"] = numbers(fit.half_lives);
  document["ladders"] = ordered_json::object();
  for (const FittedLadder& each : fit.ladders) document["ladders"][each.name] = ladder(each);
  document["doubts"] = fit.doubts;
  return laid_out(document);
}

} // namespace casus::report
