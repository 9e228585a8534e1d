#include "casus/fit.hpp"

#include "fitting/doubts.hpp"
#include "fitting/ladder_fit.hpp"
#include "fitting/refuse.hpp"
#include "fitting/residuals.hpp"
#include "fitting/trigger_fit.hpp"

#include <cmath>

namespace casus {
namespace {

/// The sequences may have so many steps of the grid in all that one replay takes some seconds; half-lives
/// need hundreds.
constexpr double most_steps = 2e7;
constexpr double most_steps_with_half_lives = 2e6;

void require_feasible(const Scenario& scenario, const History& history, bool has_half_lives) {
  const double steps = scenario.horizon / scenario.step * static_cast<double>(history.sequences.size());
  if (steps > (has_half_lives ? most_steps_with_half_lives : most_steps))
    throw RunError("the history has too many sequences for so short a step: choose a longer step, or fit "
                   "fewer sequences at a time");
}

void require_subjects(const Scenario& scenario, const fitting::Subjects& subjects) {
  if (!subjects.triggers.empty() || !subjects.ladders.empty()) return;
  Place file;
  file.file = scenario.file;
  fitting::refuse(file,
                  "nothing can be fitted (no event of a trigger with a hazard was watched, and no rung): "
                  "give the history's events with --events, or rungs with --panel");
}

void add_up(Fit& fit) {
  const auto add = [&](const auto& part, std::size_t rates, std::size_t weights) {
    fit.log_likelihood += part.log_likelihood;
    fit.constant_log_likelihood += part.constant_log_likelihood;
    fit.numbers += static_cast<int>(rates + weights);
    fit.constant_numbers += static_cast<int>(rates);
  };
  const auto counted = [](const std::vector<FittedNumber>& numbers, NumberKind kind) {
    std::size_t count = 0;
    for (const FittedNumber& number : numbers) count += number.number.kind == kind && number.doubt.empty();
    return count;
  };
  for (const FittedTrigger& trigger : fit.triggers) {
    add(trigger, 1, counted(trigger.weights, NumberKind::weight));
    fit.events += trigger.events;
  }
  for (const FittedLadder& ladder : fit.ladders)
    add(ladder, counted(ladder.numbers, NumberKind::rate), counted(ladder.numbers, NumberKind::weight));
  fit.numbers += static_cast<int>(counted(fit.half_lives, NumberKind::half_life));
  const int degrees = fit.numbers - fit.constant_numbers;
  const double statistic = 2 * (fit.log_likelihood - fit.constant_log_likelihood);
  if (degrees > 0) fit.against_constant = {statistic, degrees, fitting::chi_squared_tail(statistic, degrees)};
}

/// The unit of time in which to tell densities: that in which all rates are written, if they have one.
void choose_unit(Fit& fit) {
  std::optional<NumberEntry> first;
  for (const FittedTrigger& trigger : fit.triggers) {
    const NumberEntry& rate = trigger.rate.number;
    if (trigger.rate_is_factor || !rate.unit.starts_with(" per ")) return;
    if (!first) first = rate;
    if (first->unit != rate.unit) return;
  }
  if (!first) return;
  fit.time_unit = first->unit.substr(std::string(" per ").size());
  fit.days_in_unit = 1 / first->unit_size;
}

} // namespace

double Fit::in_unit(double log_likelihood_in_days, std::size_t of_events) const {
  return log_likelihood_in_days + static_cast<double>(of_events) * std::log(days_in_unit);
}

Fit fit(const Scenario& scenario, const History& history) {
  const fitting::Specification specification(scenario, history);
  require_feasible(scenario, history, !specification.half_lives().empty());
  require_subjects(scenario, specification.subjects());
  Fit fit{.scenario = scenario.name,
          .title = scenario.title,
          .fingerprint = scenario.fingerprint,
          .start = scenario.start,
          .sequences = history.sequences.size(),
          .left_aside = history.left_aside};
  for (const Sequence& sequence : history.sequences) fit.days += sequence.until - sequence.from;
  fitting::fit_triggers(scenario, specification, history, fit);
  fitting::fit_ladders(scenario, specification, history, fit);
  add_up(fit);
  choose_unit(fit);
  fit.doubts = fitting::doubts_of(scenario, specification, history, fit);
  return fit;
}

} // namespace casus
