#include "simulation/lane_events.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>

namespace casus::simulation {
namespace {

using plan::none;

/// More events than this in one step of one trajectory is an explosion.
constexpr int most_events_a_step = 1'000'000;
/// More threshold events than this at one moment is a chain that never ends.
constexpr int longest_chain = 10'000;

Eigen::Index index(std::size_t size) { return static_cast<Eigen::Index>(size); }

double exponential(StreamKey key, std::uint64_t trajectory, std::uint64_t draw) {
  return -std::log(uniform(key, trajectory, draw));
}

/// Names a scheduled date whatever other dates there are: its minute.
std::uint64_t draw_of_day(double day) { return static_cast<std::uint64_t>(std::llround(day * 24 * 60)); }

} // namespace

LaneEvents::LaneEvents(const plan::Plan& plan, std::uint64_t seed, HazardEvaluator& hazards, Watcher& watcher)
    : plan_(plan), hazards_(hazards), watcher_(watcher), touched_(static_cast<std::size_t>(plan.rows)),
      changes_(plan, touched_), marks_(plan, seed) {
  for (const plan::ClockPlan& clock : plan.clocks) clock_keys_.push_back(key_of(seed, clock.stream));
  for (const plan::TriggerPlan& trigger : plan.triggers)
    schedule_keys_.push_back(key_of(seed, trigger.schedule_stream));
}

void LaneEvents::draw_thresholds(BlockState& state) {
  for (std::size_t c = 0; c < plan_.clocks.size(); ++c)
    for (std::size_t lane = 0; lane < state.width; ++lane)
      state.residuals(index(c), index(lane)) = exponential(clock_keys_[c], state.trajectory(lane), 0);
  state.draws.setOnes();
}

void LaneEvents::run_step(BlockState& state, std::size_t lane, double begin, double end,
                          std::span<const plan::ClockId> running_out) {
  running_out_.assign(running_out.begin(), running_out.end());
  day_ = begin;
  end_ = end;
  int events = 0;
  while (true) {
    const plan::ClockId clock = next_clock(state, lane, end, day_);
    if (clock == none) return;
    if (++events > most_events_a_step) fail_exploding(state, lane, clock);
    fire_clock(state, lane, clock);
    fire_pending(state, lane);
  }
}

void LaneEvents::fail_exploding(const BlockState& state, std::size_t lane, plan::ClockId clock) const {
  fail(plan_, state, lane, day_,
       fmt::format(
           "more than a million events in one step, the last of {} (does it excite itself without bound?): "
           "give "
           "it a limit, a cooldown or smaller weights, or, if so many are meant, choose a shorter step",
           plan_.clocks[static_cast<std::size_t>(clock)].name));
}

/// The earliest of those that run out, and its day; never before the present one, whatever rounding says.
plan::ClockId LaneEvents::next_clock(const BlockState& state, std::size_t lane, double end,
                                     double& day) const {
  plan::ClockId next = none;
  double earliest = end;
  for (const plan::ClockId clock : running_out_) {
    const double residual = state.residuals(clock, index(lane));
    const double intensity = state.intensities(clock, index(lane));
    if (residual >= 0 || intensity == 0) continue;
    const double when = end + residual / intensity;
    if (next == none || when < earliest || (when == earliest && clock < next)) {
      next = clock;
      earliest = when;
    }
  }
  if (next != none) day = std::clamp(earliest, day, end);
  return next;
}

void LaneEvents::fire_clock(BlockState& state, std::size_t lane, plan::ClockId id) {
  const plan::ClockPlan& clock = plan_.clocks[static_cast<std::size_t>(id)];
  const std::uint64_t draw = state.draws(id, index(lane))++;
  state.residuals(id, index(lane)) +=
      exponential(clock_keys_[static_cast<std::size_t>(id)], state.trajectory(lane), draw);
  if (clock.kind == plan::ClockKind::trigger)
    fire_trigger(state, lane, Cause::hazard, clock.index, id);
  else
    step_ladder(state, lane, id);
}

void LaneEvents::fire_trigger(BlockState& state, std::size_t lane, Cause cause, int index,
                              plan::ClockId clock) {
  const plan::TriggerPlan& trigger = plan_.triggers[static_cast<std::size_t>(index)];
  const auto firing = static_cast<std::uint64_t>(state.at(trigger.count_row, lane));
  const auto marks = marks_.draw(state, lane, day_, index, firing);
  ++count_;
  changes_.begin_event(trigger.title);
  const Happening happening{lane, day_, cause, index, none, clock, marks};
  if (observer_ != nullptr) observer_->before(happening, state);
  state.at(trigger.count_row, lane) += 1;
  state.at(trigger.last_row, lane) = day_;
  touched_.add(trigger.count_row);
  touched_.add(trigger.last_row);
  if (trigger.history != none) state.histories[static_cast<std::size_t>(trigger.history)].add(lane, day_);
  changes_.apply(state, lane, day_, trigger.effects, marks);
  settle(state, lane);
  if (observer_ != nullptr) observer_->after(happening, state);
}

void LaneEvents::step_ladder(BlockState& state, std::size_t lane, plan::ClockId id) {
  const plan::ClockPlan& clock = plan_.clocks[static_cast<std::size_t>(id)];
  ++count_;
  changes_.begin_event(clock.name);
  const Happening happening{lane, day_, Cause::hazard, none, clock.index, id, {}};
  if (observer_ != nullptr) observer_->before(happening, state);
  const double step = clock.kind == plan::ClockKind::up ? 1 : -1;
  changes_.move_ladder(state, lane, day_, clock.index, state.at(clock.state_row, lane) + step);
  settle(state, lane);
  if (observer_ != nullptr) observer_->after(happening, state);
}

/// Evaluates again what reads a changed row: derived rows, then intensities, then conditions.
void LaneEvents::settle(BlockState& state, std::size_t lane) {
  stale_derived_.clear();
  stale_clocks_.clear();
  for (const plan::Row row : touched_.rows()) {
    const plan::Dependents& dependents = plan_.dependents[static_cast<std::size_t>(row)];
    stale_derived_.insert(stale_derived_.end(), dependents.derived.begin(), dependents.derived.end());
    stale_clocks_.insert(stale_clocks_.end(), dependents.clocks.begin(), dependents.clocks.end());
  }
  for (const int derived : stale_derived_) hazards_.derive(state, lane, day_, derived);
  update_clocks(state, lane);
  watcher_.look_lane(state, lane, day_, touched_.rows());
  touched_.clear();
}

void LaneEvents::update_clocks(BlockState& state, std::size_t lane) {
  std::sort(stale_clocks_.begin(), stale_clocks_.end());
  stale_clocks_.erase(std::unique(stale_clocks_.begin(), stale_clocks_.end()), stale_clocks_.end());
  for (const plan::ClockId clock : stale_clocks_)
    for (const int derived : plan_.clocks[static_cast<std::size_t>(clock)].timed)
      hazards_.derive(state, lane, day_, derived);
  const auto intensities = hazards_.evaluate_lane(state, lane, day_, stale_clocks_);
  const double left = end_ - day_;
  for (std::size_t i = 0; i < stale_clocks_.size(); ++i) {
    const plan::ClockId clock = stale_clocks_[i];
    double& intensity = state.intensities(clock, index(lane));
    state.residuals(clock, index(lane)) += (intensity - intensities[i]) * left;
    intensity = intensities[i];
    note_running_out(state, lane, clock);
  }
}

void LaneEvents::note_running_out(const BlockState& state, std::size_t lane, plan::ClockId clock) {
  if (state.residuals(clock, index(lane)) >= 0) return;
  if (std::find(running_out_.begin(), running_out_.end(), clock) == running_out_.end())
    running_out_.push_back(clock);
}

void LaneEvents::fire_pending(BlockState& state, std::size_t lane) {
  std::vector<int>& pending = watcher_.pending();
  for (std::size_t i = 0; i < pending.size(); ++i) {
    if (i >= longest_chain)
      fail(plan_, state, lane, day_,
           fmt::format("trigger '{}' and the thresholds that it sets off fire one another without end: look "
                       "at its upon",
                       plan_.triggers[static_cast<std::size_t>(pending[i])].name));
    if (may_fire(state, lane, pending[i])) fire_trigger(state, lane, Cause::threshold, pending[i], none);
  }
  pending.clear();
}

bool LaneEvents::may_fire(const BlockState& state, std::size_t lane, int index) const {
  const plan::TriggerPlan& trigger = plan_.triggers[static_cast<std::size_t>(index)];
  if (state.at(trigger.count_row, lane) >= trigger.limit) return false;
  if (trigger.cooldown != none &&
      day_ - state.at(trigger.last_row, lane) < state.world->number(trigger.cooldown))
    return false;
  return !trigger.gate || trigger.gate->in_lane(state.inputs(day_), lane) != 0;
}

void LaneEvents::fire_scheduled(BlockState& state, std::size_t lane, double day, int index) {
  running_out_.clear();
  day_ = end_ = day;
  if (!may_fire(state, lane, index)) return;
  const plan::TriggerPlan& trigger = plan_.triggers[static_cast<std::size_t>(index)];
  const StreamKey key = schedule_keys_[static_cast<std::size_t>(index)];
  const bool is_sure = trigger.probability == none;
  if (!is_sure &&
      uniform(key, state.trajectory(lane), draw_of_day(day)) >= state.world->number(trigger.probability))
    return;
  fire_trigger(state, lane, Cause::schedule, index, none);
  fire_pending(state, lane);
}

void LaneEvents::fire_thresholds(BlockState& state, std::size_t lane, double day,
                                 std::span<const int> triggers) {
  running_out_.clear();
  day_ = end_ = day;
  watcher_.pending().assign(triggers.begin(), triggers.end());
  fire_pending(state, lane);
}

} // namespace casus::simulation
