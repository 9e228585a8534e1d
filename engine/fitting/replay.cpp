#include "fitting/replay.hpp"

#include "fitting/refuse.hpp"

#include "formula/calendar.hpp"
#include "simulation/permission.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace casus::fitting {
namespace {

using plan::none;
using simulation::BlockState;

constexpr std::size_t width = kernels::lane_multiple;
constexpr std::size_t longest_chain = 10'000;
constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

bool reads_mark(const Expression& expression, int mark) {
  if (expression.operation == Operation::mark && expression.symbol == mark) return true;
  return std::any_of(expression.arguments.begin(), expression.arguments.end(),
                     [&](const Expression& argument) { return reads_mark(argument, mark); });
}

bool reads_mark(const Trigger& trigger, std::size_t mark) {
  const auto reads = [&](const Formula& formula) {
    return reads_mark(formula.expression, static_cast<int>(mark));
  };
  for (const Effect& effect : trigger.effects)
    if ((effect.condition && reads(*effect.condition)) ||
        std::any_of(effect.changes.begin(), effect.changes.end(),
                    [&](const Change& change) { return reads(change.amount); }))
      return true;
  return false;
}

/// Those of an event that chance has not given: only effects that read none can follow.
std::vector<double> checked_marks(const Trigger& trigger, const std::vector<std::optional<double>>& given,
                                  const Place& place) {
  std::vector<double> marks;
  for (std::size_t m = 0; m < trigger.marks.size(); ++m) {
    const bool is_given = m < given.size() && given[m];
    if (!is_given && reads_mark(trigger, m))
      refuse(place, fmt::format("mark '{}' of trigger '{}' is not known (the fitted hazards depend on it): "
                                "give the events a column '{}'",
                                trigger.marks[m].name, trigger.name, trigger.marks[m].name));
    marks.push_back(is_given ? *given[m] : unknown);
  }
  return marks;
}

} // namespace

Replay::Replay(const plan::Plan& plan, const History& history)
    : plan_(plan), history_(history), state_(plan, width), drivers_(plan, kernels::best_kernels(), 0, width),
      hazards_(plan, kernels::best_kernels(), width), watcher_(plan, width),
      touched_(static_cast<std::size_t>(plan.rows)), changes_(plan, touched_) {
  state_.world = std::make_shared<const simulation::World>(plan, 0, 0);
  state_.width = width;
  state_.spec.lanes = 1;
  drivers_.enter_world(state_);
  hazards_.enter_world(state_);
  for (std::size_t c = 0; c < plan.clocks.size(); ++c) {
    all_clocks_.push_back(static_cast<plan::ClockId>(c));
    if (plan.clocks[c].moving) moving_clocks_.push_back(static_cast<plan::ClockId>(c));
  }
}

void Replay::run(const Sequence& sequence, ReplayObserver& observer) try {
  observer_ = &observer;
  begin(sequence);
  for (std::size_t k = 0; k + 1 < plan_.grid.size() && plan_.grid[k] < sequence.until; ++k)
    step(k, sequence.until);
  day_ = sequence.until;
  observer.end(day_);
} catch (const RunError& error) {
  const std::string which = sequence.name.empty() ? "" : fmt::format(" of sequence '{}'", sequence.name);
  throw RunError(fmt::format("the history{} cannot be replayed: {}", which, error.what()));
}

void Replay::begin(const Sequence& sequence) {
  sequence_ = &sequence;
  next_event_ = next_covariate_ = next_scheduled_ = 0;
  day_ = 0;
  state_.restart(plan_);
  start_covariates();
  hazards_.derive_block(state_, 0, false);
  hazards_.enter_rungs(state_);
  touched_.clear();
  observer_->begin(sequence);
  tell(all_clocks_);
  look(false);
  fire_schedule(0);
}

void Replay::start_covariates() {
  const auto& covariates = sequence_->covariates;
  for (; next_covariate_ < covariates.size() && covariates[next_covariate_].day <= 0; ++next_covariate_)
    for (std::size_t c = 0; c < history_.covariates.size(); ++c)
      state_.rows.row(plan_.layout.first_driver + history_.covariates[c]) =
          covariates[next_covariate_].values[c];
}

void Replay::step(std::size_t step, double until) {
  const double end = plan_.grid[step + 1];
  while (play_next(std::min(end, until))) {
  }
  if (end > until) return;
  day_ = end;
  fire_schedule(step + 1);
  drivers_.move(state_, step, day_);
  arrive(step + 1);
}

/// The next event or covariate in the step, if there is one; covariates at its end come after the drivers'
/// move.
bool Replay::play_next(double end) {
  constexpr double never = std::numeric_limits<double>::infinity();
  const auto& events = sequence_->events;
  const auto& covariates = sequence_->covariates;
  const double event = next_event_ < events.size() ? events[next_event_].day : never;
  const double covariate = next_covariate_ < covariates.size() ? covariates[next_covariate_].day : never;
  if (event <= end && event <= covariate)
    play(events[next_event_++]);
  else if (covariate < end)
    play(covariates[next_covariate_++]);
  else
    return false;
  return true;
}

void Replay::play(const RecordedEvent& event) {
  day_ = event.day;
  observer_->before(event, *this);
  fire(event.trigger, marks_of(event));
  fire_pending();
}

void Replay::play(const CovariateRow& row) {
  day_ = std::max(day_, row.day);
  for (std::size_t c = 0; c < history_.covariates.size(); ++c) {
    const plan::Row driver = plan_.layout.first_driver + history_.covariates[c];
    if (state_.at(driver, 0) == row.values[c]) continue;
    state_.at(driver, 0) = row.values[c];
    touched_.add(driver);
  }
  settle();
  fire_pending();
}

/// At a grid point to which the drivers have moved.
void Replay::arrive(std::size_t point) {
  hazards_.derive_block(state_, day_, true);
  tell(moving_clocks_);
  look(true);
  const auto& covariates = sequence_->covariates;
  while (next_covariate_ < covariates.size() && covariates[next_covariate_].day <= plan_.grid[point])
    play(covariates[next_covariate_++]);
}

void Replay::fire(int index, std::span<const double> marks) {
  const plan::TriggerPlan& trigger = plan_.triggers[static_cast<std::size_t>(index)];
  changes_.begin_event(trigger.title);
  state_.at(trigger.count_row, 0) += 1;
  state_.at(trigger.last_row, 0) = day_;
  touched_.add(trigger.count_row);
  touched_.add(trigger.last_row);
  if (trigger.history != none) state_.histories[static_cast<std::size_t>(trigger.history)].add(0, day_);
  changes_.apply(state_, 0, day_, trigger.effects, marks);
  settle();
}

void Replay::fire_schedule(std::size_t point) {
  for (; next_scheduled_ < plan_.schedule.size(); ++next_scheduled_) {
    const plan::ScheduledFiring& firing = plan_.schedule[next_scheduled_];
    if (firing.grid_point != static_cast<int>(point)) return;
    if (!firing.is_forced && !simulation::may_fire(plan_, state_, 0, day_, firing.trigger)) continue;
    const Trigger& trigger = plan_.scenario->triggers[static_cast<std::size_t>(firing.trigger)];
    fire(firing.trigger, checked_marks(trigger, firing.marks, trigger.place));
    fire_pending();
  }
}

void Replay::fire_pending() {
  std::vector<int>& pending = watcher_.pending();
  for (std::size_t i = 0; i < pending.size(); ++i) {
    const Trigger& trigger = plan_.scenario->triggers[static_cast<std::size_t>(pending[i])];
    if (i >= longest_chain)
      refuse(trigger.place, fmt::format("trigger '{}' and the thresholds that it sets off fire one another "
                                        "without end: look at its upon",
                                        trigger.name));
    if (simulation::may_fire(plan_, state_, 0, day_, pending[i]))
      fire(pending[i], checked_marks(trigger, {}, trigger.place));
  }
  pending.clear();
}

void Replay::look(bool only_moving) {
  watcher_.look_block(state_, day_, only_moving);
  for (const auto& [lane, trigger] : watcher_.take_turned()) watcher_.pending().push_back(trigger);
  fire_pending();
}

/// Evaluates again what reads a changed row: derived rows, then intensities, then conditions.
void Replay::settle() {
  stale_.find(plan_, touched_.rows());
  touched_.clear();
  for (const int derived : stale_.derived) hazards_.derive(state_, 0, day_, derived);
  tell(stale_.clocks);
  watcher_.look_lane(state_, 0, day_, stale_.watches);
}

void Replay::tell(std::span<const plan::ClockId> clocks) {
  for (const plan::ClockId clock : clocks) observer_->evaluated(clock, day_, *this);
}

std::vector<double> Replay::marks_of(const RecordedEvent& event) const {
  return checked_marks(plan_.scenario->triggers[static_cast<std::size_t>(event.trigger)], event.marks,
                       event.place);
}

Ingredients Replay::ingredients(plan::ClockId id) {
  const plan::ClockPlan& clock = plan_.clocks[static_cast<std::size_t>(id)];
  const auto rung = clock.state_row == none ? 0 : static_cast<std::size_t>(state_.at(clock.state_row, 0));
  const plan::StatePlan& now = clock.states[rung];
  if (now.factor == none) return {};
  Ingredients result{.base = hazards_.evaluate_lane(state_, 0, day_, {&id, 1})[0]};
  for (const plan::TermPlan& term : clock.factors[static_cast<std::size_t>(now.factor)].terms)
    result.terms.push_back(state_.at(term.row, 0));
  return result;
}

Ingredients Replay::ingredients(plan::ClockId id, int rung) {
  const plan::Row row = plan_.clocks[static_cast<std::size_t>(id)].state_row;
  const auto stand = [&](double on) {
    state_.at(row, 0) = on;
    for (const int derived : plan_.dependents[static_cast<std::size_t>(row)].derived)
      hazards_.derive(state_, 0, day_, derived);
  };
  const double before = state_.at(row, 0);
  stand(rung);
  Ingredients result = ingredients(id);
  stand(before);
  return result;
}

std::string Replay::why_stopped(plan::ClockId id) const {
  const plan::ClockPlan& clock = plan_.clocks[static_cast<std::size_t>(id)];
  const plan::TriggerPlan& trigger = plan_.triggers[static_cast<std::size_t>(clock.index)];
  const plan::Row gate = clock.factors[0].gate;
  if (gate != none && state_.at(gate, 0) == 0) return "its 'when' does not hold there";
  if (state_.at(trigger.count_row, 0) >= trigger.limit) return "its limit has been reached";
  if (clock.states[0].rate.row != none && state_.at(clock.states[0].rate.row, 0) == 0)
    return "its rate is 0 there";
  return "its cooldown has not passed";
}

} // namespace casus::fitting
