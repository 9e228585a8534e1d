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

/// Of a block's tiles; what is more does not stay in the second cache together with all that events touch
/// besides.
constexpr std::size_t cached_bytes = 1 << 18;
/// So many lanes ahead is what finding a lane's next event touches in the cache, if it is asked for.
constexpr std::size_t fetched_ahead = 4;

Eigen::Index index(std::size_t size) { return static_cast<Eigen::Index>(size); }

} // namespace

LaneEvents::LaneEvents(const plan::Plan& plan, const kernels::Kernels& kernels, std::uint64_t seed,
                       HazardEvaluator& hazards, Watcher& watcher, Expiries& expiries)
    : plan_(plan), hazards_(hazards), watcher_(watcher), expiries_(expiries), kernels_(kernels),
      table_(plan, kernels), consequences_(plan, hazards, watcher, expiries), marks_(plan, seed),
      thresholds_(plan, kernels, seed), network_(plan, kernels, seed), forced_(plan.triggers.size()) {
  for (const plan::TriggerPlan& trigger : plan.triggers)
    schedule_keys_.push_back(key_of(seed, trigger.schedule_stream));
  for (const plan::ClockPlan& clock : plan.clocks)
    has_marks_.push_back(clock.kind == plan::ClockKind::trigger &&
                         !plan.triggers[static_cast<std::size_t>(clock.index)].marks.empty());
}

void LaneEvents::enter_world(BlockState& state) {
  is_large_ = state.clocks.bytes() > cached_bytes;
  table_.fill(state);
  network_.enter_world(state, table_);
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
    thresholds_.draw_next(state, next_);
    fire_next(state);
    expiries_.keep_lanes(lanes_);
  }
}

void LaneEvents::find_next(const BlockState& state) {
  next_.resize(lanes_.size());
  for (std::size_t i = 0; i < lanes_.size(); ++i) {
    if (is_large_ && i + fetched_ahead < lanes_.size())
      expiries_.fetch(state.clocks, lanes_[i + fetched_ahead]);
    kernels::Expiry& next = next_[i];
    next.lane = lanes_[i];
    expiries_.find_earliest(state.clocks, end_, next);
    __builtin_prefetch(&state.draws(next.clock, index(next.lane)), 1);
    double& last_day = days_[next.lane];
    const double day = next.day < last_day ? last_day : next.day; // never earlier, whatever rounding says
    next.day = last_day = day > end_ ? end_ : day;
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
  hazards_.check_lane(state, run.lane, day_);
  for (plan::ClockId clock = 0; clock < clocks; ++clock)
    if (state.clocks.intensity(clock, run.lane) > state.clocks.intensity(busiest, run.lane)) busiest = clock;
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

/// Those of which nobody must be told go together.
void LaneEvents::fire_next(BlockState& state) {
  const auto is_told = [this](const kernels::Expiry& event) { return minds(event.clock); };
  for (auto first = next_.begin(); first != next_.end();) {
    const auto last = std::find_if(first, next_.end(), is_told);
    fire_untold(state, {first, last});
    if (last == next_.end()) return;
    fire_told(state, *last);
    first = last + 1;
  }
}

void LaneEvents::fire_untold(BlockState& state, std::span<const kernels::Expiry> events) {
  fire(state, events);
  for (const kernels::Expiry& event : events) {
    if (!table_.has_follow_up(event.clock)) continue;
    day_ = event.day;
    follow_up(state, happening_of(state, event));
    if (!watcher_.pending().empty()) fire_pending(state, event.lane);
  }
}

void LaneEvents::fire_told(BlockState& state, const kernels::Expiry& event) {
  day_ = event.day;
  const Happening happening = happening_of(state, event);
  observer_->before(happening, state);
  fire(state, {&event, 1});
  if (table_.has_follow_up(event.clock)) follow_up(state, happening);
  observer_->after(happening, state);
  if (!watcher_.pending().empty()) fire_pending(state, event.lane);
}

Happening LaneEvents::happening_of(const BlockState& state, const kernels::Expiry& event) {
  const plan::ClockPlan& clock = plan_.clocks[static_cast<std::size_t>(event.clock)];
  if (clock.kind != plan::ClockKind::trigger)
    return {event.lane, event.day, Cause::hazard, none, clock.index, event.clock, {}};
  const std::uint64_t firing =
      state.draws(event.clock, index(event.lane)) - 1; // of the clock's own, the first being 0
  return {event.lane,
          event.day,
          Cause::hazard,
          clock.index,
          none,
          event.clock,
          draw_marks(state, event.lane, clock.index, firing)};
}

/// What is always the same.
void LaneEvents::fire(BlockState& state, std::span<const kernels::Expiry> events) {
  count_ += events.size();
  const bool is_right = kernels_.fire({.events = events.data(),
                                       .count = events.size(),
                                       .of_clocks = table_.firings(),
                                       .tiles = state.clocks.tiles_of(0),
                                       .stride = state.clocks.stride(),
                                       .run_out = expiries_.of(0),
                                       .run_out_stride = expiries_.stride(),
                                       .draws = state.draws.data(),
                                       .draws_stride = static_cast<std::size_t>(state.draws.cols()),
                                       .end = end_,
                                       .highest_intensity = HazardEvaluator::highest_intensity,
                                       .is_large = is_large_});
  if (!is_right) explain(state, events);
}

/// Throws what was wrong with the first of them.
void LaneEvents::explain(const BlockState& state, std::span<const kernels::Expiry> events) {
  for (const kernels::Expiry& event : events) {
    const plan::ClockPlan& clock = plan_.clocks[static_cast<std::size_t>(event.clock)];
    if (table_.is_complete(event.clock)) consequences_.check(state, event.lane, event.day, clock.index);
    hazards_.check_lane(state, event.lane, event.day);
  }
}

/// What else there is.
void LaneEvents::follow_up(BlockState& state, const Happening& happening) {
  if (happening.trigger == none)
    consequences_.of_step(state, happening, end_);
  else if (table_.is_complete(happening.clock))
    consequences_.of_changes(state, happening, end_, table_.evaluated(happening.clock));
  else
    consequences_.of_firing(state, happening, end_);
}

/// Of no clock.
void LaneEvents::fire_trigger(BlockState& state, const Happening& firing) {
  const bool is_told = minds_unmarked_ || !firing.marks.empty();
  ++count_;
  if (is_told) observer_->before(firing, state);
  consequences_.of_firing(state, firing, end_);
  if (is_told) observer_->after(firing, state);
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
