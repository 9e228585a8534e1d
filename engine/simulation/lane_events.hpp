#pragma once

#include "simulation/changes.hpp"
#include "simulation/hazards.hpp"
#include "simulation/marks.hpp"
#include "simulation/watches.hpp"

#include <span>
#include <vector>

namespace casus::simulation {

/// The events of one lane, exactly and in order. A clock's residual is what its threshold would be at the end
/// of the step if nothing changed any more; an event that changes an intensity moves the residual by the
/// change times the time that is left. A clock with a negative residual fires at `end + residual /
/// intensity`.
class LaneEvents {
public:
  LaneEvents(const plan::Plan& plan, std::uint64_t seed, HazardEvaluator& hazards, Watcher& watcher);

  void set_observer(Observer* observer) { observer_ = observer; }
  /// Thresholds of all clocks for a new block.
  void draw_thresholds(BlockState& state);
  /// All that happens in (begin, end], given the clocks that run out by then as things stand.
  void run_step(BlockState& state, std::size_t lane, double begin, double end,
                std::span<const plan::ClockId> running_out);
  /// At a grid point: a scheduled firing, or thresholds that turned, and all that follows at once.
  void fire_scheduled(BlockState& state, std::size_t lane, double day, int trigger);
  void fire_thresholds(BlockState& state, std::size_t lane, double day, std::span<const int> triggers);

  /// Firings of triggers and steps that ladders took of themselves, of all blocks so far.
  std::uint64_t count() const { return count_; }

private:
  plan::ClockId next_clock(const BlockState& state, std::size_t lane, double end, double& day) const;
  void fire_clock(BlockState& state, std::size_t lane, plan::ClockId clock);
  void fire_trigger(BlockState& state, std::size_t lane, Cause cause, int trigger, plan::ClockId clock);
  void step_ladder(BlockState& state, std::size_t lane, plan::ClockId clock);
  void settle(BlockState& state, std::size_t lane);
  void update_clocks(BlockState& state, std::size_t lane);
  void fire_pending(BlockState& state, std::size_t lane);
  bool may_fire(const BlockState& state, std::size_t lane, int trigger) const;
  void note_running_out(const BlockState& state, std::size_t lane, plan::ClockId clock);
  [[noreturn]] void fail_exploding(const BlockState& state, std::size_t lane, plan::ClockId clock) const;

  const plan::Plan& plan_;
  HazardEvaluator& hazards_;
  Watcher& watcher_;
  TouchedRows touched_;
  ChangeMaker changes_;
  MarkDrawer marks_;
  Observer* observer_ = nullptr;
  std::vector<StreamKey> clock_keys_;
  std::vector<StreamKey> schedule_keys_;
  std::vector<plan::ClockId> running_out_;
  std::vector<plan::ClockId> stale_clocks_;
  std::vector<int> stale_derived_;
  std::uint64_t count_ = 0;
  double day_ = 0; ///< of the event at hand
  double end_ = 0; ///< of the step
};

} // namespace casus::simulation
