#pragma once

#include "simulation/consequences.hpp"
#include "simulation/firing_table.hpp"
#include "simulation/marks.hpp"
#include "simulation/network.hpp"
#include "simulation/permission.hpp"
#include "simulation/threshold_drawer.hpp"

#include <span>
#include <vector>

namespace casus::simulation {

/// The events of each lane, exactly and in order. A clock's residual is what its threshold would be at the
/// end of the step if nothing changed any more; an event that changes an intensity moves the residual by the
/// change times the time that is left. A clock with a negative residual fires at `end + residual /
/// intensity`. They go in rounds: in each, every lane that has an event left has its next.
class LaneEvents {
public:
  LaneEvents(const plan::Plan& plan, const kernels::Kernels& kernels, std::uint64_t seed,
             HazardEvaluator& hazards, Watcher& watcher, Expiries& expiries);

  void enter_world(BlockState& state);
  void set_observer(Observer& observer) {
    observer_ = &observer;
    minds_unmarked_ = observer.minds_unmarked_events();
  }
  /// A new block, with thresholds for all its clocks.
  void begin(BlockState& state);
  /// All that happens in (begin, end], given the clocks that run out by then as things stand.
  void run_step(BlockState& state, double begin, double end);
  /// At a grid point, to which the clocks have been run down: a firing on a date, in all lanes, and all that
  /// follows at once.
  void fire_scheduled(BlockState& state, double day, const plan::ScheduledFiring& firing);
  /// The same of thresholds that turned in a lane. The clocks have been run down to `end`.
  void fire_thresholds(BlockState& state, std::size_t lane, double day, double end,
                       std::span<const int> triggers);

  /// Firings of triggers and steps that ladders took of themselves, of all blocks so far.
  std::uint64_t count() const { return count_; }

private:
  void run_network(BlockState& state, double begin);
  void explain(BlockState& state, const kernels::NetworkRun& run);
  void find_next(const BlockState& state);
  void fire_next(BlockState& state);
  void fire_untold(BlockState& state, std::span<const kernels::Expiry> events);
  void fire_told(BlockState& state, const kernels::Expiry& event);
  void fire(BlockState& state, std::span<const kernels::Expiry> events);
  void explain(const BlockState& state, std::span<const kernels::Expiry> events);
  void follow_up(BlockState& state, const Happening& happening);
  void fire_trigger(BlockState& state, const Happening& firing);
  Happening happening_of(const BlockState& state, const kernels::Expiry& event);
  std::span<const double> draw_marks(const BlockState& state, std::size_t lane, int trigger,
                                     std::uint64_t firing) {
    const bool has_marks = !plan_.triggers[static_cast<std::size_t>(trigger)].marks.empty();
    return has_marks ? marks_.draw(state, lane, day_, trigger, firing) : std::span<const double>{};
  }
  bool minds(plan::ClockId clock) const {
    return minds_unmarked_ || has_marks_[static_cast<std::size_t>(clock)] != 0;
  }
  void fire_pending(BlockState& state, std::size_t lane);
  void fire_forced(BlockState& state, const plan::ScheduledFiring& firing);
  void fire_threshold(BlockState& state, std::size_t lane, int trigger);
  bool is_drawn(const BlockState& state, std::size_t lane, const plan::ScheduledFiring& firing) const;
  [[noreturn]] void fail_exploding(const BlockState& state, std::size_t lane, plan::ClockId clock) const;

  const plan::Plan& plan_;
  HazardEvaluator& hazards_;
  Watcher& watcher_;
  Expiries& expiries_;
  const kernels::Kernels& kernels_;
  FiringTable table_;
  Consequences consequences_;
  MarkDrawer marks_;
  ThresholdDrawer thresholds_;
  EventNetwork network_;
  Observer* observer_ = nullptr;
  bool minds_unmarked_ = true;
  std::vector<std::uint8_t> has_marks_; ///< of each clock
  bool is_large_ = false;               ///< the block, for the cache
  std::vector<StreamKey> schedule_keys_;
  std::vector<std::uint64_t> forced_; ///< firings of each trigger so far, the same in all lanes
  std::vector<std::size_t> lanes_;    ///< that have an event left in the step
  std::vector<double> days_;          ///< of each lane's last event in it
  std::vector<kernels::Expiry> next_; ///< of the round
  std::uint64_t count_ = 0;
  double day_ = 0; ///< of the event at hand
  double end_ = 0; ///< to which the clocks have been run down
};

} // namespace casus::simulation
