#include "tally/precision.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>

namespace casus::tally {

void check(const Precision& precision, const Scenario& scenario) {
  for (const std::string& name : precision.outcomes) {
    const auto outcome = std::find_if(scenario.outcomes.begin(), scenario.outcomes.end(),
                                      [&](const Outcome& each) { return each.name == name; });
    if (outcome == scenario.outcomes.end())
      throw RunError(fmt::format("'{}' has no outcome '{}' to be made precise", scenario.file, name));
    if (outcome->value && !precision.is_relative)
      throw RunError(fmt::format("outcome '{}' is a value, which has no points of probability: give its "
                                 "precision as a share of it, such as 2%",
                                 name));
  }
  const auto is_any_asked = [&](const Outcome& outcome) {
    return is_asked(precision, {outcome.name, outcome.when.has_value(), outcome.is_conditional()});
  };
  if (std::none_of(scenario.outcomes.begin(), scenario.outcomes.end(), is_any_asked))
    throw RunError(fmt::format("'{}' asks for no outcome that could be made precise", scenario.file));
}

bool is_narrow(const Interval& interval, double answer, const Precision& precision) {
  const double most = precision.half_width * (precision.is_relative ? std::abs(answer) : 1);
  return (interval.high - interval.low) / 2 <= most;
}

bool is_asked(const Precision& precision, const AskedOutcome& outcome) {
  const auto& named = precision.outcomes;
  if (!named.empty()) return std::find(named.begin(), named.end(), outcome.name) != named.end();
  return !outcome.is_conditional && (outcome.is_event || precision.is_relative);
}

bool is_reached(const Precision& precision, const Result& result) {
  return std::all_of(result.outcomes.begin(), result.outcomes.end(), [&](const OutcomeResult& outcome) {
    if (!is_asked(precision, {outcome.name, outcome.event.has_value(), outcome.conditional})) return true;
    if (outcome.value)
      return outcome.value->mean && is_narrow(outcome.value->ci95, *outcome.value->mean, precision);
    return outcome.event->probability &&
           is_narrow(outcome.event->ci95, *outcome.event->probability, precision);
  });
}

} // namespace casus::tally
