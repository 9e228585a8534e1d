#pragma once

#include "simulation/events/consequences.hpp"
#include "simulation/events/crossings.hpp"
#include "simulation/events/event_network.hpp"
#include "simulation/events/firing_table.hpp"
#include "simulation/events/mark_drawer.hpp"
#include "simulation/events/permission.hpp"
#include "simulation/events/threshold_drawer.hpp"
#include "simulation/evidence/unrecorded.hpp"
#include "simulation/record.hpp"

#include <span>
#include <vector>

namespace casus::simulation {

/// What lane events work with.
struct Workings {
  HazardEvaluator& hazards;
  DriverPaths& paths;
  Watcher& watcher;
  Expiries& expiries;
  Agenda& agenda;
  Timers& timers;
  Crossings& crossings;
};

/// The events of each lane, exactly and in order. A clock's residual is what its threshold would be at the
/// end of the step if nothing changed any more; an event that changes an intensity moves the residual by the
/// change times the time that is left. A clock with a negative residual fires at `end + residual /
/// intensity`. They go in rounds: in each, every lane that has an event left has its next. In between come
/// the moments of the agenda, at which something changes though nothing happens.
class LaneEvents {
public:
  LaneEvents(const plan::Plan& plan, const kernels::Kernels& kernels, std::uint64_t seed,
             const Workings& workings);

  void enter_worlds(BlockState& state);
  /// Begins a block, with thresholds for all its clocks. Where what happened is told by a record, the
  /// thresholds are out of reach.
  void begin(BlockState& state, Observer& observer, bool is_told);
  /// Begins a step to whose end the clocks have been run down.
  void begin_step(const BlockState& state);
  /// Runs all that happens by itself up to the day, within the step. What the agenda has for the day itself
  /// comes after what falls on it.
  void run_until(BlockState& state, double day);
  void run_agenda_of(BlockState& state, double day);
  /// Carries out a firing on a date, in all lanes, and all that follows at once.
  void fire_scheduled(BlockState& state, Moment moment, const plan::ScheduledFiring& firing);
  /// Does the same for a firing that is recorded.
  void fire_recorded(BlockState& state, Moment moment, const Record::Firing& firing);
  /// Does the same in one lane for a firing that was observed, or for a step of a ladder.
  void fire_observed(BlockState& state, std::size_t lane, Moment moment, TriggerId trigger,
                     std::span<const double> marks);
  void step_observed(BlockState& state, std::size_t lane, Moment moment, plan::ClockId clock);
  /// Gives drivers the values that they are known to have.
  void set_values(BlockState& state, Moment moment, const Record::Values& values);
  /// Fires the threshold triggers that turned in a lane, and does all that follows at once.
  void fire_thresholds(BlockState& state, std::size_t lane, Moment moment,
                       std::span<const TriggerId> triggers);

  /// Whether gate, limit and cooldown of a trigger that has no clock let it fire.
  bool may_fire(BlockState& state, std::size_t lane, double day, TriggerId trigger);
  /// Gives clocks new thresholds, as in lanes that are copies of others.
  void redraw(BlockState& state) { thresholds_.draw_first(state); }
  MarkDrawer& marks() { return marks_; }
  /// Has what would be known of and is not left out, as far as that is known.
  void set_unrecorded(Unrecorded& unrecorded) { unrecorded_ = &unrecorded; }
  /// From now on these are told.
  void set_observer(Observer& observer) {
    observer_ = &observer;
    attention_ = observer.attention();
    reads_values_ = observer.reads_values();
  }

  /// The number of firings of triggers and of steps that ladders took of themselves, in all blocks so far.
  std::uint64_t count() const { return count_; }

private:
  void run(BlockState& state, double day, double agenda_day);
  bool run_network(BlockState& state, double day);
  void explain(BlockState& state, const kernels::NetworkRun& run);
  void find_lanes(double agenda_day);
  void keep_lanes(double agenda_day);
  void find_next(BlockState& state, double day, double agenda_day);
  void fire_next(BlockState& state);
  void fire_untold(BlockState& state, std::span<const kernels::Expiry> events);
  void fire_told(BlockState& state, const kernels::Expiry& event);
  void fire(BlockState& state, std::span<const kernels::Expiry> events);
  void explain(const BlockState& state, std::span<const kernels::Expiry> events);
  void come_due(BlockState& state, std::size_t lane, const Agenda::Entry& entry);
  void look(BlockState& state, std::size_t lane, Moment moment, plan::WatchId watch);
  void cross(BlockState& state, std::size_t lane, Moment moment, plan::CrossingId crossing);
  void fire_crossed(BlockState& state, std::size_t lane, Moment moment, DriverId driver);
  void follow_up(BlockState& state, const Happening& happening);
  void fire_trigger(BlockState& state, const Happening& firing);
  void after_change(BlockState& state, std::size_t lane, Moment moment);
  void tell_before(const Happening& happening, BlockState& state);
  void tell_after(const Happening& happening, BlockState& state);
  bool has_follow_up(const kernels::Expiry& event) const {
    return with_.paths.is_read() || tables_.in(event.lane).has_follow_up(plan::ClockId(event.clock));
  }
  Happening happening_of(BlockState& state, const kernels::Expiry& event);
  std::span<const double> draw_marks(BlockState& state, std::size_t lane, double day, TriggerId trigger,
                                     std::uint64_t firing) {
    if (plan_.triggers[trigger].marks.empty()) return {};
    if (is_known() && plan_.observed->known[trigger].exists())
      return unrecorded_->draw_marks(state, lane, day, trigger, firing);
    return marks_.draw(state, lane, day, trigger, firing);
  }
  /// Whether it is known what happened at the time.
  bool is_known() const { return unrecorded_ != nullptr && unrecorded_->is_known(); }
  /// Whether the observer must be told of the clock's events, or of the trigger's other firings.
  bool minds(plan::ClockId clock) const { return attention_ >= of_clock_[clock]; }
  bool minds(TriggerId trigger) const { return attention_ >= of_trigger_[trigger]; }
  void fire_pending(BlockState& state, std::size_t lane, Moment moment);
  void fire_forced(BlockState& state, Moment moment, const plan::ScheduledFiring& firing);
  void fire_threshold(BlockState& state, std::size_t lane, Moment moment, TriggerId trigger);
  bool is_drawn(BlockState& state, std::size_t lane, double day, const plan::ScheduledFiring& firing);
  [[noreturn]] void fail_exploding(const BlockState& state, std::size_t lane, double day) const;

  const plan::Plan& plan_;
  const Workings with_;
  const kernels::Kernels& kernels_;
  FiringTables tables_;
  Consequences consequences_;
  MarkDrawer marks_;
  ThresholdDrawer thresholds_;
  EventNetwork network_;
  Observer* observer_ = nullptr;
  Unrecorded* unrecorded_ = nullptr;
  Attention attention_ = Attention::all;
  bool reads_values_ = false;
  std::vector<DriverId> moving_drivers_;
  std::vector<plan::ClockId> all_clocks_;
  IdVector<plan::ClockId, Attention> of_clock_; ///< with which observers are told of its events
  IdVector<TriggerId, Attention> of_trigger_;   ///< and of a trigger's
  bool has_decisive_clocks_ = false;
  bool is_large_ = false; ///< the block, for the cache
  IdVector<TriggerId, StreamKey> schedule_keys_;
  IdVector<TriggerId, std::uint64_t> forced_; ///< firings so far, the same in all lanes
  std::vector<std::size_t> lanes_;            ///< that may have an event left
  std::vector<double> days_;                  ///< of each lane's last event in the step
  std::vector<kernels::Expiry> next_;         ///< of the round
  std::uint64_t count_ = 0;
  int round_ = 0; ///< so many so far in it
};

} // namespace casus::simulation
