// This file has the firings that no clock brings about: of thresholds that turn, on dates, and those that are
// recorded.

#include "simulation/events/lane_events.hpp"

#include <fmt/core.h>

namespace casus::simulation {
namespace {

/// More threshold events than this at one moment are a chain that never ends.
constexpr int longest_chain = 10'000;

} // namespace

bool LaneEvents::may_fire(BlockState& state, std::size_t lane, double day, TriggerId trigger) {
  with_.paths.bring_up(state, plan_.triggers[trigger].gate_drivers);
  return simulation::may_fire(plan_, state, lane, day, trigger);
}

void LaneEvents::fire_pending(BlockState& state, std::size_t lane, Moment moment) {
  std::vector<TriggerId>& pending = with_.watcher.pending();
  for (std::size_t i = 0; i < pending.size(); ++i) {
    if (i >= longest_chain)
      fail(plan_, state, lane, moment.day,
           fmt::format("trigger '{}' and the thresholds that it sets off fire one another without end: look "
                       "at its upon",
                       plan_.triggers[pending[i]].name));
    if (may_fire(state, lane, moment.day, pending[i])) fire_threshold(state, lane, moment, pending[i]);
  }
  pending.clear();
}

void LaneEvents::fire_threshold(BlockState& state, std::size_t lane, Moment moment, TriggerId id) {
  const plan::TriggerPlan& trigger = plan_.triggers[id];
  const std::uint64_t firing = static_cast<std::uint64_t>(state.at(trigger.count_row, lane)) -
                               forced_[id]; // of its own, the first being 0
  if (is_known()) unrecorded_->weigh_threshold(state, lane, moment.day, id);
  fire_trigger(state,
               {lane, moment, Cause::threshold, id, {}, {}, draw_marks(state, lane, moment.day, id, firing)});
  if (with_.crossings.exist() && moment.left() > 0)
    with_.crossings.renew(state, lane, moment, with_.paths.changed());
}

void LaneEvents::fire_scheduled(BlockState& state, Moment moment, const plan::ScheduledFiring& firing) {
  if (firing.is_forced) return fire_forced(state, moment, firing);
  for (std::size_t lane = 0; lane < state.spec.lanes; ++lane) {
    with_.paths.enter_moment(lane, moment.day);
    if (!may_fire(state, lane, moment.day, firing.trigger)) continue;
    if (!is_drawn(state, lane, moment.day, firing)) {
      observer_->not_drawn(lane, firing, state);
      continue;
    }
    fire_trigger(state, {lane,
                         moment,
                         Cause::schedule,
                         firing.trigger,
                         {},
                         {},
                         draw_marks(state, lane, moment.day, firing.trigger, firing.draw),
                         &firing});
    after_change(state, lane, moment);
  }
}

/// A forced firing happens whatever limit, cooldown, gate and probability say.
void LaneEvents::fire_forced(BlockState& state, Moment moment, const plan::ScheduledFiring& firing) {
  ++forced_[firing.trigger];
  for (std::size_t lane = 0; lane < state.spec.lanes; ++lane) {
    with_.paths.enter_moment(lane, moment.day);
    fire_trigger(state,
                 {lane,
                  moment,
                  Cause::forced,
                  firing.trigger,
                  {},
                  {},
                  marks_.draw_given(state, lane, moment.day, firing.trigger, firing.marks, firing.draw),
                  &firing});
    after_change(state, lane, moment);
  }
}

void LaneEvents::fire_recorded(BlockState& state, Moment moment, const Record::Firing& firing) {
  const auto clock = plan_.triggers[firing.trigger].clock;
  for (std::size_t lane = 0; lane < state.spec.lanes; ++lane) {
    with_.paths.enter_moment(lane, moment.day);
    Happening happening{lane, moment, Cause::hazard, firing.trigger, {}, clock, firing.marks};
    happening.recorded = &firing;
    fire_trigger(state, happening);
    after_change(state, lane, moment);
  }
}

void LaneEvents::fire_observed(BlockState& state, std::size_t lane, Moment moment, TriggerId trigger,
                               std::span<const double> marks) {
  const auto clock = plan_.triggers[trigger].clock;
  fire_trigger(state, {lane, moment, Cause::observed, trigger, {}, clock, marks});
  after_change(state, lane, moment);
}

void LaneEvents::step_observed(BlockState& state, std::size_t lane, Moment moment, plan::ClockId clock) {
  const Happening step{lane, moment, Cause::observed, {}, plan_.clocks[clock].ladder, clock, {}};
  ++count_;
  if (minds(clock)) tell_before(step, state);
  consequences_.of_step(state, step);
  if (minds(clock)) tell_after(step, state);
  after_change(state, lane, moment);
}

void LaneEvents::set_values(BlockState& state, Moment moment, const Record::Values& values) {
  for (std::size_t lane = 0; lane < state.spec.lanes; ++lane) {
    with_.paths.enter_moment(lane, moment.day);
    consequences_.of_values(state, lane, moment, values.drivers);
    if (attention_ == Attention::all) observer_->after_timer(lane, moment, all_clocks_, state);
    after_change(state, lane, moment);
  }
}

/// Whether its probability lets a scheduled firing come about.
bool LaneEvents::is_drawn(BlockState& state, std::size_t lane, double day,
                          const plan::ScheduledFiring& firing) {
  const auto number = plan_.triggers[firing.trigger].probability;
  double probability = number ? state.world(lane).number(*number) : 1;
  if (is_known()) probability = unrecorded_->weigh_scheduled(state, lane, day, firing.trigger);
  return probability == 1 ||
         uniform(schedule_keys_[firing.trigger], state.stream(lane), firing.draw) < probability;
}

void LaneEvents::fire_thresholds(BlockState& state, std::size_t lane, Moment moment,
                                 std::span<const TriggerId> triggers) {
  with_.paths.enter_moment(lane, moment.day);
  with_.watcher.pending().assign(triggers.begin(), triggers.end());
  fire_pending(state, lane, moment);
}

} // namespace casus::simulation
