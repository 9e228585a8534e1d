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

/// So many events are in the cache before their turn comes.
constexpr std::size_t fetched_ahead = 3;

Eigen::Index index(std::size_t size) { return static_cast<Eigen::Index>(size); }

} // namespace

LaneEvents::LaneEvents(const plan::Plan& plan, const kernels::Kernels& kernels, std::uint64_t seed,
                       HazardEvaluator& hazards, Watcher& watcher, Expiries& expiries)
    : plan_(plan), hazards_(hazards), watcher_(watcher), expiries_(expiries),
      clocks_(plan, kernels, hazards, expiries), touched_(static_cast<std::size_t>(plan.rows)),
      changes_(plan, touched_), marks_(plan, seed), thresholds_(plan, kernels, seed),
      network_(plan, kernels, seed), forced_(plan.triggers.size()) {
  for (const plan::TriggerPlan& trigger : plan.triggers)
    schedule_keys_.push_back(key_of(seed, trigger.schedule_stream));
}

void LaneEvents::begin(BlockState& state) {
  thresholds_.draw_first(state);
  std::fill(forced_.begin(), forced_.end(), 0);
}

void LaneEvents::run_step(BlockState& state, double begin, double end) {
  end_ = end;
  if (network_.applies() && !minds_unmarked_ && expiries_.count(state.spec.lanes) >= state.spec.lanes) {
    run_network(state, begin);
    return;
  }
  days_.assign(state.spec.lanes, begin);
  expiries_.find_lanes(state.spec.lanes, lanes_);
  for (int round = 0; !lanes_.empty(); ++round) {
    find_next(state);
    if (round == most_events_a_step) fail_exploding(state, next_.front().lane, next_.front().clock);
    const std::span<const double> thresholds = thresholds_.draw_next(state, next_);
    for (std::size_t i = 0; i < next_.size(); ++i) {
      if (i + fetched_ahead < next_.size()) fetch(state, next_[i + fetched_ahead]);
      fire_clock(state, next_[i], thresholds[i]);
    }
    expiries_.keep_lanes(lanes_);
  }
}

void LaneEvents::find_next(const BlockState& state) {
  next_.resize(lanes_.size());
  for (std::size_t i = 0; i < lanes_.size(); ++i) {
    Expiry& next = next_[i] = expiries_.earliest(state.clocks, lanes_[i], end_);
    double& last_day = days_[next.lane];
    const double day = next.day < last_day ? last_day : next.day; // never earlier, whatever rounding says
    next.day = last_day = day > end_ ? end_ : day;
  }
}

/// Asks the cache for what a firing will touch, which matters where the scenario is large.
void LaneEvents::fetch(const BlockState& state, const Expiry& expiry) {
  const plan::ClockPlan& clock = plan_.clocks[static_cast<std::size_t>(expiry.clock)];
  if (clock.kind != plan::ClockKind::trigger) return;
  const plan::TriggerPlan& trigger = plan_.triggers[static_cast<std::size_t>(clock.index)];
  __builtin_prefetch(&state.rows(trigger.count_row, index(expiry.lane)), 1);
  __builtin_prefetch(&state.rows(trigger.last_row, index(expiry.lane)), 1);
  __builtin_prefetch(&state.draws(expiry.clock, index(expiry.lane)), 1);
  const ClockTable::Response& response = hazards_.table().response(clock.index);
  for (const ClockTable::Addition& addition : response.additions)
    __builtin_prefetch(&state.rows(addition.row, index(expiry.lane)), 1);
  const kernels::Tile* tiles = state.clocks.tiles_of(expiry.lane);
  for (const kernels::TileFactors& factors : response.factors) {
    const kernels::Tile& tile = tiles[factors.tile * state.clocks.stride()];
    __builtin_prefetch(tile.intensities, 1);
    __builtin_prefetch(tile.residuals, 1);
  }
}

void LaneEvents::run_network(BlockState& state, double begin) {
  const kernels::NetworkRun run = network_.run_step(state, begin, end_, most_events_a_step);
  if (!run.is_right) explain(state, run);
  count_ += run.events;
}

/// Throws what the lane's events would have thrown one by one.
void LaneEvents::explain(BlockState& state, const kernels::NetworkRun& run) {
  day_ = run.day;
  const auto clocks = static_cast<plan::ClockId>(plan_.clocks.size());
  plan::ClockId busiest = 0;
  for (std::size_t driver = 0; driver < plan_.driver_starts.size(); ++driver)
    if (!std::isfinite(state.at(plan_.layout.first_driver + static_cast<plan::Row>(driver), run.lane)))
      fail(plan_, state, run.lane, day_,
           fmt::format("events make driver '{}' infinite (it must stay finite)",
                       plan_.scenario->drivers[driver].name));
  for (int derived = 0; derived < static_cast<int>(plan_.derived.size()); ++derived)
    hazards_.derive(state, run.lane, day_, derived);
  for (plan::ClockId clock = 0; clock < clocks; ++clock) {
    const double intensity = state.clocks.intensity(clock, run.lane);
    hazards_.check(state, run.lane, day_, clock, intensity);
    if (intensity > state.clocks.intensity(busiest, run.lane)) busiest = clock;
  }
  fail_exploding(state, run.lane, busiest);
}

void LaneEvents::fail_exploding(const BlockState& state, std::size_t lane, plan::ClockId clock) const {
  fail(plan_, state, lane, day_,
       fmt::format(
           "more than a million events in one step, the last of {} (does it excite itself without bound?): "
           "give "
           "it a limit, a cooldown or smaller weights, or, if so many are meant, choose a shorter step",
           plan_.clocks[static_cast<std::size_t>(clock)].name));
}

void LaneEvents::fire_clock(BlockState& state, const Expiry& expiry, double threshold) {
  const auto [lane, id, day] = expiry;
  day_ = day;
  expiries_.note(lane, id, state.clocks.add(id, lane, threshold));
  const std::uint64_t firing = state.draws(id, index(lane))++ - 1; // of the clock's own, the first being 0
  const plan::ClockPlan& clock = plan_.clocks[static_cast<std::size_t>(id)];
  if (clock.kind == plan::ClockKind::trigger)
    fire_trigger(state, {lane, day_, Cause::hazard, clock.index, none, id,
                         draw_marks(state, lane, clock.index, firing)});
  else
    step_ladder(state, lane, id);
  if (!watcher_.pending().empty()) fire_pending(state, lane);
}

void LaneEvents::fire_trigger(BlockState& state, const Happening& firing) {
  const plan::TriggerPlan& trigger = plan_.triggers[static_cast<std::size_t>(firing.trigger)];
  const std::size_t lane = firing.lane;
  ++count_;
  changes_.begin_event(trigger.title);
  if (minds(firing)) observer_->before(firing, state);
  state.at(trigger.count_row, lane) += 1;
  state.at(trigger.last_row, lane) = day_;
  if (!trigger.reaction) {
    touched_.add(trigger.count_row);
    touched_.add(trigger.last_row);
  }
  if (trigger.history != none) state.histories[static_cast<std::size_t>(trigger.history)].add(lane, day_);
  const ClockTable::Response& response = hazards_.table().response(firing.trigger);
  if (response.is_addition)
    changes_.add(state, lane, day_, response.additions);
  else
    changes_.apply(state, lane, day_, trigger.effects, firing.marks);
  if (trigger.reaction) {
    clocks_.multiply(state, lane, {day_, end_}, response.factors);
    settle_known(state, lane, *trigger.reaction, response.clocks);
  } else {
    settle(state, lane);
  }
  if (minds(firing)) observer_->after(firing, state);
}

void LaneEvents::step_ladder(BlockState& state, std::size_t lane, plan::ClockId id) {
  const plan::ClockPlan& clock = plan_.clocks[static_cast<std::size_t>(id)];
  ++count_;
  changes_.begin_event(clock.name);
  const Happening happening{lane, day_, Cause::hazard, none, clock.index, id, {}};
  if (minds(happening)) observer_->before(happening, state);
  const double step = clock.kind == plan::ClockKind::up ? 1 : -1;
  changes_.move_ladder(state, lane, day_, clock.index, state.at(clock.state_row, lane) + step);
  if (const auto& reaction = plan_.ladders[static_cast<std::size_t>(clock.index)].reaction)
    settle_known(state, lane, *reaction, reaction->clocks);
  else
    settle(state, lane);
  if (minds(happening)) observer_->after(happening, state);
}

/// Evaluates again what reads a changed row: derived rows, then intensities, then conditions.
void LaneEvents::settle_known(BlockState& state, std::size_t lane, const plan::Reaction& reaction,
                              std::span<const plan::ClockId> clocks) {
  for (const int derived : reaction.derived) hazards_.derive(state, lane, day_, derived);
  if (!clocks.empty()) clocks_.evaluate(state, lane, {day_, end_}, clocks);
  if (!reaction.watches.empty()) watcher_.look_lane(state, lane, day_, reaction.watches);
  touched_.clear();
}

/// The same after an event of which only now is known what it has changed.
void LaneEvents::settle(BlockState& state, std::size_t lane) {
  stale_.find(plan_, touched_.rows());
  touched_.clear();
  for (const int derived : stale_.derived) hazards_.derive(state, lane, day_, derived);
  clocks_.evaluate(state, lane, {day_, end_}, stale_.clocks);
  watcher_.look_lane(state, lane, day_, stale_.watches);
}

void LaneEvents::fire_pending(BlockState& state, std::size_t lane) {
  std::vector<int>& pending = watcher_.pending();
  for (std::size_t i = 0; i < pending.size(); ++i) {
    if (i >= longest_chain)
      fail(plan_, state, lane, day_,
           fmt::format("trigger '{}' and the thresholds that it sets off fire one another without end: look "
                       "at its upon",
                       plan_.triggers[static_cast<std::size_t>(pending[i])].name));
    if (may_fire(plan_, state, lane, day_, pending[i])) fire_threshold(state, lane, pending[i]);
  }
  pending.clear();
}

void LaneEvents::fire_threshold(BlockState& state, std::size_t lane, int index) {
  const plan::TriggerPlan& trigger = plan_.triggers[static_cast<std::size_t>(index)];
  const std::uint64_t firing = static_cast<std::uint64_t>(state.at(trigger.count_row, lane)) -
                               forced_[static_cast<std::size_t>(index)]; // of its own, the first being 0
  fire_trigger(state,
               {lane, day_, Cause::threshold, index, none, none, draw_marks(state, lane, index, firing)});
}

void LaneEvents::fire_scheduled(BlockState& state, double day, const plan::ScheduledFiring& firing) {
  day_ = end_ = day;
  if (firing.is_forced) return fire_forced(state, firing);
  for (std::size_t lane = 0; lane < state.spec.lanes; ++lane) {
    if (!may_fire(plan_, state, lane, day_, firing.trigger)) continue;
    if (!is_drawn(state, lane, firing)) {
      observer_->not_drawn(lane, firing, state);
      continue;
    }
    fire_trigger(state, {lane, day_, Cause::schedule, firing.trigger, none, none,
                         draw_marks(state, lane, firing.trigger, firing.draw), &firing});
    fire_pending(state, lane);
  }
}

/// Whatever limit, cooldown, gate and probability say.
void LaneEvents::fire_forced(BlockState& state, const plan::ScheduledFiring& firing) {
  ++forced_[static_cast<std::size_t>(firing.trigger)];
  for (std::size_t lane = 0; lane < state.spec.lanes; ++lane) {
    fire_trigger(state, {lane, day_, Cause::forced, firing.trigger, none, none,
                         marks_.draw_forced(state, lane, day_, firing), &firing});
    fire_pending(state, lane);
  }
}

/// Its probability lets it come about.
bool LaneEvents::is_drawn(const BlockState& state, std::size_t lane,
                          const plan::ScheduledFiring& firing) const {
  const auto index = static_cast<std::size_t>(firing.trigger);
  const plan::NumberId probability = plan_.triggers[index].probability;
  return probability == none || uniform(schedule_keys_[index], state.trajectory(lane), firing.draw) <
                                    state.world->number(probability);
}

void LaneEvents::fire_thresholds(BlockState& state, std::size_t lane, double day, double end,
                                 std::span<const int> triggers) {
  day_ = day;
  end_ = end;
  watcher_.pending().assign(triggers.begin(), triggers.end());
  fire_pending(state, lane);
}

} // namespace casus::simulation
