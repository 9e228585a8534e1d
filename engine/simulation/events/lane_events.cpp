#include "simulation/events/lane_events.hpp"

#include "plan/decisive.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>
#include <limits>
#include <numeric>
#include <utility>

namespace casus::simulation {
namespace {

/// More events than this in one step of one trajectory is an explosion.
constexpr int most_events_a_step = 1'000'000;
/// A block whose tiles take more than this does not stay in the second cache together with all that events
/// touch besides.
constexpr std::size_t cached_bytes = 1 << 18;
/// What finding a lane's next event touches is asked for so many lanes ahead, so that it is in the cache by
/// then.
constexpr std::size_t fetched_ahead = 4;

} // namespace

LaneEvents::LaneEvents(const plan::Plan& plan, const kernels::Kernels& kernels, std::uint64_t seed,
                       const Workings& workings)
    : plan_(plan), with_(workings), kernels_(kernels), tables_(plan, kernels),
      consequences_(plan, workings.hazards, workings.paths, workings.watcher, workings.timers,
                    ClockChanger(plan, kernels, workings.hazards, tables_, workings.expiries)),
      marks_(plan, workings.paths, seed), thresholds_(plan, kernels, seed), network_(plan, kernels, seed),
      forced_(plan.triggers.size()) {
  for (const plan::TriggerPlan& trigger : plan.triggers)
    schedule_keys_.push_back(key_of(seed, trigger.schedule_stream));
  for (const TriggerId trigger : plan.triggers.ids())
    of_trigger_.push_back(!plan.triggers[trigger].marks.empty() ? Attention::marked
                          : plan::is_decisive(plan, trigger)    ? Attention::decisive
                                                                : Attention::all);
  for (const plan::ClockPlan& clock : plan.clocks) {
    of_clock_.push_back(clock.trigger ? of_trigger_[*clock.trigger] : Attention::decisive);
    has_decisive_clocks_ = has_decisive_clocks_ || of_clock_.back() == Attention::decisive;
  }
  all_clocks_.resize(plan.clocks.size());
  std::iota(all_clocks_.begin(), all_clocks_.end(), plan::ClockId{});
  for (const DriverId driver : plan.drivers.ids())
    if (plan.moves(driver)) moving_drivers_.push_back(driver);
}

void LaneEvents::enter_worlds(BlockState& state) {
  is_large_ = state.clocks.bytes() > cached_bytes;
  tables_.enter_worlds(state, with_.paths);
  network_.enter_worlds(state, tables_);
}

void LaneEvents::begin(BlockState& state, Observer& observer, bool is_told) {
  set_observer(observer);
  if (is_told)
    thresholds_.put_out_of_reach(state);
  else
    thresholds_.draw_first(state);
  std::fill(forced_.begin(), forced_.end(), 0);
}

void LaneEvents::begin_step(const BlockState& state) {
  round_ = 0;
  days_.assign(state.spec.lanes, state.step.begin);
}

void LaneEvents::run_until(BlockState& state, double day) {
  if (!run_network(state, day)) run(state, day, day - formula::same_moment);
}

void LaneEvents::run_agenda_of(BlockState& state, double day) { run(state, day, day); }

void LaneEvents::run(BlockState& state, double day, double agenda_day) {
  for (find_lanes(agenda_day); !lanes_.empty(); keep_lanes(agenda_day)) {
    find_next(state, day, agenda_day);
    if (next_.empty()) continue;
    thresholds_.draw_next(state, next_);
    if (is_known()) unrecorded_->leave_out(state, next_, with_.expiries);
    fire_next(state);
  }
}

void LaneEvents::find_lanes(double agenda_day) {
  with_.expiries.find_all(days_.size(), lanes_);
  keep_lanes(agenda_day);
}

/// Keeps the lanes in which something may happen by then.
void LaneEvents::keep_lanes(double agenda_day) {
  if (with_.agenda.is_empty()) {
    with_.expiries.keep_lanes(lanes_);
    return;
  }
  std::erase_if(lanes_, [&](std::size_t lane) {
    return !with_.expiries.has_any(lane) && with_.agenda.next_day(lane) > agenda_day;
  });
}

/// Finds what comes first in each lane. What is due by the agenda is seen to at once. Lanes in which nothing
/// comes by then are left aside.
void LaneEvents::find_next(BlockState& state, double day, double agenda_day) {
  next_.clear();
  std::size_t kept = 0;
  for (std::size_t i = 0; i < lanes_.size(); ++i) {
    const std::size_t lane = lanes_[i];
    if (is_large_ && i + fetched_ahead < lanes_.size())
      with_.expiries.fetch(state.clocks, lanes_[i + fetched_ahead]);
    kernels::Expiry next;
    next.lane = lane;
    next.day = std::numeric_limits<double>::infinity();
    if (with_.expiries.has_any(lane)) with_.expiries.find_earliest(state.clocks, state.step.end, next);
    double& last_day = days_[lane];
    const double due = with_.agenda.next_day(lane);
    const bool is_due = due <= agenda_day && due <= next.day;
    if (!is_due && next.day > day) continue;
    lanes_[kept++] = lane;
    last_day = std::max(last_day, is_due ? due : next.day); // never earlier, whatever rounding says
    if (is_due) {
      come_due(state, lane, with_.agenda.take(lane));
      continue;
    }
    __builtin_prefetch(&state.draws(plan::ClockId(next.clock), lane), 1);
    next.day = last_day;
    next_.push_back(next);
  }
  lanes_.resize(kept);
  if (kept > 0 && ++round_ > most_events_a_step) fail_exploding(state, lanes_.front(), days_[lanes_.front()]);
}

/// Runs the whole step at once, where nothing but clocks is in it. Returns whether it could be done so.
bool LaneEvents::run_network(BlockState& state, double day) {
  const std::size_t lanes = state.spec.lanes;
  const bool must_tell =
      attention_ == Attention::all || (attention_ == Attention::decisive && has_decisive_clocks_);
  if (!network_.applies() || is_known() || must_tell || day < state.step.end || round_ > 0 ||
      !with_.agenda.is_empty())
    return false;
  if (with_.expiries.count(lanes) < lanes) return false;
  const kernels::NetworkRun run = network_.run_step(state, most_events_a_step);
  if (!run.is_right) explain(state, run);
  count_ += run.events;
  return true;
}

/// Throws what the lane's events would have thrown one by one.
void LaneEvents::explain(BlockState& state, const kernels::NetworkRun& run) {
  for (const DriverId driver : plan_.drivers.ids())
    if (!std::isfinite(state.at(plan_.layout.row_of(driver), run.lane)))
      fail(plan_, state, run.lane, run.day,
           fmt::format("events make driver '{}' infinite (it must stay finite)",
                       plan_.scenario->drivers[driver.number()].name));
  for (const plan::DerivedId derived : plan_.derived.ids())
    with_.hazards.derive(state, run.lane, {run.day, state.step.end}, derived);
  with_.hazards.check_lane(state, run.lane, run.day);
  fail_exploding(state, run.lane, run.day);
}

/// Throws that there are too many events, and names the busiest clock.
void LaneEvents::fail_exploding(const BlockState& state, std::size_t lane, double day) const {
  plan::ClockId busiest{};
  for (const plan::ClockId clock : plan_.clocks.ids())
    if (state.clocks.intensity(clock, lane) > state.clocks.intensity(busiest, lane)) busiest = clock;
  fail(plan_, state, lane, day,
       fmt::format(
           "more than a million events in one step{} (does it excite itself without bound?): "
           "give "
           "it a limit, a cooldown or smaller weights, or, if so many are meant, choose a shorter step",
           plan_.clocks.empty() ? "" : ", the last of " + plan_.clocks[busiest].name));
}

/// Carries out the events that have been found. Those of which nobody must be told go together.
void LaneEvents::fire_next(BlockState& state) {
  const auto is_told = [this](const kernels::Expiry& event) { return minds(plan::ClockId(event.clock)); };
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
  for (const kernels::Expiry& event : events)
    if (has_follow_up(event)) {
      with_.paths.enter_moment(event.lane, event.day);
      const Happening happening = happening_of(state, event);
      follow_up(state, happening);
      after_change(state, event.lane, happening.moment);
    }
}

void LaneEvents::fire_told(BlockState& state, const kernels::Expiry& event) {
  with_.paths.enter_moment(event.lane, event.day);
  const Happening happening = happening_of(state, event);
  tell_before(happening, state);
  fire(state, {&event, 1});
  if (has_follow_up(event)) follow_up(state, happening);
  tell_after(happening, state);
  after_change(state, event.lane, happening.moment);
}

Happening LaneEvents::happening_of(BlockState& state, const kernels::Expiry& event) {
  const plan::ClockId id(event.clock);
  const plan::ClockPlan& clock = plan_.clocks[id];
  Happening happening{event.lane, {event.day, state.step.end}, Cause::hazard, clock.trigger, clock.ladder, id,
                      {}};
  if (!clock.trigger) return happening;
  const std::uint64_t firing = state.draws(id, event.lane) - 1; // of the clock's own, the first being 0
  happening.marks = draw_marks(state, event.lane, event.day, *clock.trigger, firing);
  return happening;
}

/// Does what these events do every time.
void LaneEvents::fire(BlockState& state, std::span<const kernels::Expiry> events) {
  count_ += events.size();
  const bool is_right = kernels_.fire({.events = events.data(),
                                       .count = events.size(),
                                       .of_clocks = tables_.firings(),
                                       .tiles = state.clocks.tiles_of(0),
                                       .stride = state.clocks.stride(),
                                       .run_out = with_.expiries.of(0),
                                       .run_out_stride = with_.expiries.stride(),
                                       .draws = state.draws.data(),
                                       .draws_stride = state.draws.stride(),
                                       .end = state.step.end,
                                       .highest_intensity = HazardEvaluator::highest_intensity,
                                       .is_large = is_large_});
  if (!is_right) explain(state, events);
}

/// Throws what was wrong with the first of them.
void LaneEvents::explain(const BlockState& state, std::span<const kernels::Expiry> events) {
  for (const kernels::Expiry& event : events) {
    const plan::ClockId clock(event.clock);
    if (tables_.in(event.lane).is_complete(clock))
      consequences_.check(state, event.lane, event.day, *plan_.clocks[clock].trigger);
    with_.hazards.check_lane(state, event.lane, event.day);
  }
}

/// Does what an event does besides.
void LaneEvents::follow_up(BlockState& state, const Happening& happening) {
  const FiringTable& table = tables_.in(happening.lane);
  if (!happening.trigger)
    consequences_.of_step(state, happening);
  else if (table.is_complete(*happening.clock))
    consequences_.of_changes(state, happening, table.evaluated(*happening.clock));
  else
    consequences_.of_firing(state, happening);
}

/// What every event, timer and crossing leaves to be done.
void LaneEvents::after_change(BlockState& state, std::size_t lane, Moment moment) {
  if (is_known()) unrecorded_->after_event(state, lane, moment);
  if (with_.crossings.exist() && moment.left() > 0 && !with_.paths.changed().empty())
    with_.crossings.renew(state, lane, moment, with_.paths.changed());
  if (!with_.watcher.pending().empty()) fire_pending(state, lane, moment);
}

void LaneEvents::come_due(BlockState& state, std::size_t lane, const Agenda::Entry& entry) {
  const double day = days_[lane];
  if (const auto* crossing = std::get_if<plan::CrossingId>(&entry.what))
    return cross(state, lane, {day, state.step.end}, *crossing);
  if (const auto* watch = std::get_if<plan::WatchId>(&entry.what))
    return look(state, lane, {day, state.step.end}, *watch);
  const plan::TimerPlan& timer = plan_.timers[std::get<plan::TimerId>(entry.what)];
  const Moment moment{day, state.step.end, !timer.difference.rows().empty()};
  with_.paths.enter_moment(lane, day);
  const bool may_be_all = consequences_.of_time(state, lane, moment, timer.targets);
  if (attention_ == Attention::all)
    observer_->after_timer(lane, moment, may_be_all ? all_clocks_ : timer.targets.clocks, state);
  after_change(state, lane, moment);
}

/// Looks at a condition of an outcome, which changes no trajectory.
void LaneEvents::look(BlockState& state, std::size_t lane, Moment moment, plan::WatchId watch) {
  with_.paths.enter_moment(lane, moment.day);
  with_.paths.bring_up(state, plan_.watches[watch].drivers);
  with_.watcher.look_lane(state, lane, moment.day, {&watch, 1});
}

/// The conditions, and the gates of what they set off, see the driver just beyond the threshold, with its
/// noise; effects see its value, as always.
void LaneEvents::cross(BlockState& state, std::size_t lane, Moment moment, plan::CrossingId crossing) {
  if (!with_.crossings.comes(crossing, lane, moment.day)) return;
  const plan::CrossingPlan& plan = plan_.crossings[crossing];
  with_.paths.enter_moment(lane, moment.day);
  with_.paths.bring_up(state, {&plan.driver, 1});
  double& value = state.at(plan_.layout.row_of(plan.driver), lane);
  for (const double beyond : with_.crossings.beyond(crossing, lane)) {
    if (!plan.is_for_outcomes) with_.paths.pin(plan.driver, beyond - value);
    for (const plan::WatchId watch : plan.watches) with_.paths.bring_up(state, plan_.watches[watch].drivers);
    const double without_noise = std::exchange(value, beyond);
    with_.watcher.look_at_crossing(state, lane, moment.day, plan.watches);
    value = without_noise;
  }
  fire_crossed(state, lane, moment, plan.driver);
  after_change(state, lane, moment);
}

/// Fires what a crossing has left pending, one after the other.
void LaneEvents::fire_crossed(BlockState& state, std::size_t lane, Moment moment, DriverId driver) {
  double& value = state.at(plan_.layout.row_of(driver), lane);
  for (const TriggerId trigger : std::exchange(with_.watcher.pending(), {})) {
    with_.paths.bring_up(state, {&driver, 1});
    const double without_noise = std::exchange(value, value + with_.paths.noise(state, driver));
    const bool fires = may_fire(state, lane, moment.day, trigger);
    value = without_noise;
    if (fires) fire_threshold(state, lane, moment, trigger);
  }
}

void LaneEvents::tell_before(const Happening& happening, BlockState& state) {
  if (reads_values_) with_.paths.bring_up(state, moving_drivers_);
  observer_->before(happening, state);
}

void LaneEvents::tell_after(const Happening& happening, BlockState& state) {
  if (reads_values_) with_.paths.bring_up(state, moving_drivers_);
  observer_->after(happening, state);
}

/// Carries out a firing that no clock brought about.
void LaneEvents::fire_trigger(BlockState& state, const Happening& firing) {
  const bool is_told = minds(*firing.trigger);
  ++count_;
  if (is_told) tell_before(firing, state);
  consequences_.of_firing(state, firing);
  if (is_told) tell_after(firing, state);
}

} // namespace casus::simulation
