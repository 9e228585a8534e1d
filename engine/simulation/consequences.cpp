#include "simulation/consequences.hpp"

namespace casus::simulation {

using plan::none;

Consequences::Consequences(const plan::Plan& plan, HazardEvaluator& hazards, Watcher& watcher,
                           Expiries& expiries)
    : plan_(plan), hazards_(hazards), watcher_(watcher), clocks_(hazards, expiries),
      touched_(static_cast<std::size_t>(plan.rows)), changes_(plan, touched_) {}

void Consequences::of_firing(BlockState& state, const Happening& firing, double end) {
  const plan::TriggerPlan& trigger = plan_.triggers[static_cast<std::size_t>(firing.trigger)];
  const std::size_t lane = firing.lane;
  state.at(trigger.count_row, lane) += 1;
  state.at(trigger.last_row, lane) = firing.day;
  touched_.add(trigger.count_row);
  touched_.add(trigger.last_row);
  note_history(state, firing);
  changes_.begin_event(trigger.title);
  changes_.apply(state, lane, firing.day, trigger.effects, firing.marks);
  settle(state, lane, {firing.day, end}, trigger.reaction);
}

void Consequences::of_step(BlockState& state, const Happening& step, double end) {
  const plan::ClockPlan& clock = plan_.clocks[static_cast<std::size_t>(step.clock)];
  const double rung = state.at(clock.state_row, step.lane);
  changes_.begin_event(clock.name);
  changes_.move_ladder(state, step.lane, step.day, step.ladder,
                       clock.kind == plan::ClockKind::up ? rung + 1 : rung - 1);
  settle(state, step.lane, {step.day, end}, plan_.ladders[static_cast<std::size_t>(step.ladder)].reaction);
}

void Consequences::of_changes(BlockState& state, const Happening& firing, double end,
                              std::span<const plan::ClockId> evaluated) {
  const plan::TriggerPlan& trigger = plan_.triggers[static_cast<std::size_t>(firing.trigger)];
  note_history(state, firing);
  settle_known(state, firing.lane, {firing.day, end}, *trigger.reaction, evaluated);
}

void Consequences::check(const BlockState& state, std::size_t lane, double day, int trigger) {
  const plan::TriggerPlan& plan = plan_.triggers[static_cast<std::size_t>(trigger)];
  changes_.begin_event(plan.title);
  changes_.check(state, lane, day, plan.effects);
}

void Consequences::note_history(BlockState& state, const Happening& firing) {
  const int history = plan_.triggers[static_cast<std::size_t>(firing.trigger)].history;
  if (history != none) state.histories[static_cast<std::size_t>(history)].add(firing.lane, firing.day);
}

/// Evaluates again what reads a changed row.
void Consequences::settle_known(BlockState& state, std::size_t lane, EventTime time,
                                const plan::Reaction& reaction, std::span<const plan::ClockId> clocks) {
  for (const int derived : reaction.derived) hazards_.derive(state, lane, time.day, derived);
  if (!clocks.empty()) clocks_.evaluate(state, lane, time, clocks);
  if (!reaction.watches.empty()) watcher_.look_lane(state, lane, time.day, reaction.watches);
  touched_.clear();
}

/// The same, also where only now is known what the event has changed.
void Consequences::settle(BlockState& state, std::size_t lane, EventTime time,
                          const std::optional<plan::Reaction>& reaction) {
  if (reaction) return settle_known(state, lane, time, *reaction, reaction->clocks);
  stale_.find(plan_, touched_.rows());
  touched_.clear();
  for (const int derived : stale_.derived) hazards_.derive(state, lane, time.day, derived);
  clocks_.evaluate(state, lane, time, stale_.clocks);
  watcher_.look_lane(state, lane, time.day, stale_.watches);
}

} // namespace casus::simulation
