#include "simulation/events/consequences.hpp"

#include "plan/dependents.hpp"

namespace casus::simulation {

Consequences::Consequences(const plan::Plan& plan, HazardEvaluator& hazards, DriverPaths& paths,
                           Watcher& watcher, Timers& timers, ClockChanger clocks)
    : plan_(plan), hazards_(hazards), paths_(paths), watcher_(watcher), timers_(timers),
      clocks_(std::move(clocks)), touched_(plan.rows), changes_(plan, paths, touched_) {}

void Consequences::of_firing(BlockState& state, const Happening& firing) {
  const plan::TriggerPlan& trigger = plan_.triggers[*firing.trigger];
  const std::size_t lane = firing.lane;
  state.at(trigger.count_row, lane) += 1;
  state.at(trigger.last_row, lane) = firing.moment.day;
  touched_.add_row(trigger.count_row);
  touched_.add_row(trigger.last_row);
  note_history(state, firing);
  changes_.begin_event(trigger.title);
  changes_.apply(state, lane, firing.moment, trigger.effects, firing.marks);
  settle(state, lane, firing.moment, trigger.reaction);
}

void Consequences::of_step(BlockState& state, const Happening& step) {
  const plan::ClockPlan& clock = plan_.clocks[*step.clock];
  const double rung = state.at(*clock.state_row, step.lane);
  changes_.begin_event(clock.name);
  changes_.move_ladder(state, step.lane, step.moment, *step.ladder,
                       clock.kind == plan::ClockKind::up ? rung + 1 : rung - 1);
  settle(state, step.lane, step.moment, plan_.ladders[*step.ladder].reaction);
}

void Consequences::of_changes(BlockState& state, const Happening& firing,
                              std::span<const plan::ClockId> evaluated) {
  const plan::TriggerPlan& trigger = plan_.triggers[*firing.trigger];
  note_history(state, firing);
  for (const plan::EffectPlan& effect : trigger.effects)
    for (const plan::ChangePlan& change : effect.changes)
      paths_.note(change.driver(), change.amount.in_lane(state.inputs(firing.moment), firing.lane));
  evaluate(state, firing.lane, firing.moment, *trigger.reaction, evaluated);
}

bool Consequences::of_time(BlockState& state, std::size_t lane, Moment moment,
                           const plan::Dependents& targets) {
  return evaluate(state, lane, moment, targets, targets.clocks);
}

void Consequences::of_values(BlockState& state, std::size_t lane, Moment moment,
                             std::span<const std::pair<DriverId, double>> drivers) {
  for (const auto& [driver, value] : drivers) {
    double& now = state.at(plan_.layout.row_of(driver), lane);
    const double by = value - now;
    if (by == 0) continue;
    now = value;
    paths_.change(moment, driver, by, 0, touched_);
  }
  settle(state, lane, moment, std::nullopt);
}

void Consequences::check(const BlockState& state, std::size_t lane, double day, TriggerId trigger) {
  const plan::TriggerPlan& plan = plan_.triggers[trigger];
  changes_.begin_event(plan.title);
  changes_.check(state, lane, {day, day}, plan.effects);
}

void Consequences::note_history(BlockState& state, const Happening& firing) {
  const auto history = plan_.triggers[*firing.trigger].history;
  if (history) state.histories[*history].add(firing.lane, firing.moment.day);
}

/// Sees to all that depends on a changed row.
void Consequences::settle(BlockState& state, std::size_t lane, Moment moment,
                          const std::optional<plan::Reaction>& reaction) {
  const bool are_multiplied = clocks_.multiply(state, lane, moment, touched_);
  if (!reaction) plan::gather_dependents(plan_, touched_.rows(), are_multiplied, stale_);
  touched_.clear();
  const plan::Dependents& targets = reaction ? static_cast<const plan::Dependents&>(*reaction) : stale_;
  evaluate(state, lane, moment, targets, are_multiplied ? targets.evaluated : targets.clocks);
}

/// Returns whether conditions have begun or ceased to hold of which formulas ask how long they have.
bool Consequences::evaluate(BlockState& state, std::size_t lane, Moment moment,
                            const plan::Dependents& targets, std::span<const plan::ClockId> clocks) {
  for (const plan::DerivedId derived : targets.derived) {
    paths_.bring_up(state, plan_.derived[derived].drivers);
    hazards_.derive(state, lane, moment, derived);
  }
  if (!clocks.empty()) clocks_.evaluate(state, lane, moment, clocks);
  for (const plan::WatchId watch : targets.watches)
    if (!watcher_.is_idle(state, lane, moment.day, watch))
      paths_.bring_up(state, plan_.watches[watch].drivers);
  watcher_.look_lane(state, lane, moment.day, targets.watches);
  timers_.set(state, lane, moment.day, targets.timers);
  return follow_spells(state, lane, moment);
}

bool Consequences::follow_spells(BlockState& state, std::size_t lane, Moment moment) {
  if (watcher_.spells().empty()) return false;
  std::vector<Row> rows;
  for (const Watcher::Spell& spell : watcher_.spells()) rows.push_back(spell.row);
  watcher_.spells().clear();
  plan::Dependents targets;
  plan::gather_dependents(plan_, rows, false, targets);
  evaluate(state, lane, moment, targets, targets.clocks);
  return true;
}

} // namespace casus::simulation
