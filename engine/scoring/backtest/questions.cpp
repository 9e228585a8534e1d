#include "scoring/backtest/questions.hpp"

#include "formula/calendar.hpp"
#include "formula/complaint.hpp"
#include "formula/vocabulary.hpp"
#include "scoring/backtest/as_of_dates.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace casus::scoring {
namespace {

const Outcome* outcome_named(const Scenario& scenario, const std::string& name) {
  const auto found = std::find_if(scenario.outcomes.begin(), scenario.outcomes.end(),
                                  [&](const Outcome& outcome) { return outcome.name == name; });
  return found == scenario.outcomes.end() ? nullptr : &*found;
}

std::vector<std::string> names_of_events(const Scenario& scenario) {
  std::vector<std::string> names;
  for (const Outcome& outcome : scenario.outcomes)
    if (outcome.when) names.push_back(outcome.name);
  return names;
}

bool is_same(const std::optional<Formula>& one, const std::optional<Formula>& other) {
  if (!one || !other) return !one && !other;
  return one->expression == other->expression;
}

/// Whether two outcomes ask the same, as those of two dates do where nothing in them hangs on `now`.
bool is_same(const Outcome& one, const Outcome& other) {
  return one.day == other.day && one.from == other.from && one.within == other.within &&
         is_same(one.when, other.when) && is_same(one.given, other.given) && is_same(one.after, other.after);
}

/// The scenario as it was as of a date. What is wrong only there says so: a day may lie beyond a horizon that
/// counts from `now`.
Scenario loaded_as_of(const LoadScenario& load, const std::string& date) {
  try {
    return load({"--until=" + date});
  } catch (const ScenarioError& error) {
    std::vector<Problem> problems = error.problems();
    Problem& when = *problems.insert(problems.begin(), Problem{});
    when.place.file = "--until=" + date;
    when.message =
        "the scenario holds as of the end of its record, but not as of this date, as of which it is "
        "to forecast: change what follows, or begin later (--from)";
    throw ScenarioError(std::move(problems));
  }
}

} // namespace

Questions::Questions(const LoadScenario& load, const Scenario& whole,
                     const std::vector<Observation>& observations, const BacktestOptions& options)
    : whole_(whole) {
  choose(options);
  for (const std::chrono::sys_days date : as_of_dates(whole, options))
    dates_.push_back({date, loaded_as_of(load, formula::iso_date(date, 0)), {}});
  use_tables(observations);
  std::size_t due = 0;
  for (AskedAsOf& asked : dates_) {
    for (std::size_t o = 0; o < asked.scenario.outcomes.size(); ++o)
      if (is_due(asked.scenario.outcomes[o], asked.now())) asked.due.push_back(o);
    due += asked.due.size();
  }
  if (due == 0)
    throw RunError(fmt::format("no question of '{}' comes due by the end of its record, {}: ask some that "
                               "do, such as {{when: …, from: now, by: now + 6 months}}, or give what came of "
                               "those with fixed days in a table (--outcomes)",
                               whole.file, last_known_day(whole)));
  note_never_due();
}

void Questions::choose(const BacktestOptions& options) {
  const std::vector<std::string> events = names_of_events(whole_);
  chosen_ = options.outcomes.empty() ? events : options.outcomes;
  for (const std::string& name : options.outcomes) {
    const Outcome* outcome = outcome_named(whole_, name);
    if (outcome == nullptr)
      throw RunError(fmt::format("'{}' has no outcome {}{}", whole_.file, formula::in_quotes(name),
                                 formula::did_you_mean(formula::nearest_name(name, events))));
    if (!outcome->when)
      throw RunError(fmt::format("outcome '{}' asks for a value, and forecasts of events are tested (casus "
                                 "score scores values)",
                                 name));
  }
  if (!options.outcomes.empty()) return;
  for (const Outcome& outcome : whole_.outcomes)
    if (!outcome.when)
      never_asked_.push_back({outcome.name, "it asks for a value, and forecasts of events are scored", {}});
}

/// A row of the table is of one question, so it says nothing where each date asks another.
void Questions::use_tables(const std::vector<Observation>& observations) {
  for (const Observation& observation : observations) {
    const Outcome* outcome = outcome_named(whole_, observation.outcome);
    if (!observation.observed || outcome == nullptr || !outcome->when) continue;
    const bool is_fixed = std::all_of(dates_.begin(), dates_.end(), [&](const AskedAsOf& asked) {
      const Outcome* then = outcome_named(asked.scenario, observation.outcome);
      return then != nullptr && is_same(*then, *outcome);
    });
    if (is_fixed) tabulated_[observation.outcome] = &observation;
  }
}

const Observation* Questions::told(const std::string& outcome) const {
  const auto row = tabulated_.find(outcome);
  return row == tabulated_.end() ? nullptr : row->second;
}

bool Questions::is_due(const Outcome& outcome, double now) const {
  if (std::find(chosen_.begin(), chosen_.end(), outcome.name) == chosen_.end()) return false;
  const bool is_open = outcome.day > now + formula::same_moment;
  const bool is_over = outcome.day <= whole_.observed->until + formula::same_moment;
  return is_open && (is_over || told(outcome.name) != nullptr);
}

void Questions::note_never_due() {
  for (const std::string& name : chosen_) {
    const bool is_asked = std::any_of(dates_.begin(), dates_.end(), [&](const AskedAsOf& asked) {
      return std::any_of(asked.due.begin(), asked.due.end(),
                         [&](std::size_t o) { return asked.scenario.outcomes[o].name == name; });
    });
    if (!is_asked)
      never_asked_.push_back({name, "it does not come due between the first date and the record's end", {}});
  }
}

std::string name_of(const AskedAsOf& asked, std::size_t question) {
  return fmt::format("{}@{}", asked.outcome(question).name, formula::iso_date(asked.date, 0));
}

} // namespace casus::scoring
