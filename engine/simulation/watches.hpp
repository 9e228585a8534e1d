#pragma once

#include "simulation/block_state.hpp"

#include <span>
#include <utility>
#include <vector>

namespace casus::simulation {

/// Looks at conditions and notes what turned from false to true: outcomes are met, thresholds wait to fire.
class Watcher {
public:
  Watcher(const plan::Plan& plan, std::size_t widest);

  /// At a grid point, in all lanes: all conditions at the start, later those that change by themselves, or
  /// of these the thresholds of triggers.
  enum class Which { all, moving, moving_triggers };
  void look_block(BlockState& state, double day, Which which);
  /// On a day within a step, aside from the trajectories: an outcome that asks up to then.
  void look_last(BlockState& state, double day, std::size_t watch);
  /// After an event or a timer, in its lane: the conditions that read what has changed.
  void look_lane(BlockState& state, std::size_t lane, double day, std::span<const int> watches);

  /// A driver crosses a threshold for which these ask: what is found true now is held to be so until the next
  /// grid point, where the driver may be back.
  void look_at_crossing(BlockState& state, std::size_t lane, double day, std::span<const int> watches);
  /// Nobody needs to look in the lane: it is known to hold, or nobody asks any more.
  bool is_idle(const BlockState& state, std::size_t lane, double day, int watch) const;

  /// Thresholds that turned at the last look_block, by lane, in the file's order within one.
  std::vector<std::pair<std::size_t, int>> take_turned();
  /// Thresholds that turned in look_lane, in order.
  std::vector<int>& pending() { return pending_; }

private:
  /// Whether the condition turned a threshold's way.
  bool see(BlockState& state, std::size_t lane, double day, std::size_t watch, bool truth);

  const plan::Plan& plan_;
  std::vector<double> scratch_;
  std::vector<double> conditions_;
  std::vector<std::pair<std::size_t, int>> turned_;
  std::vector<int> pending_;
};

} // namespace casus::simulation
