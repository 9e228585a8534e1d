#pragma once

#include "simulation/block_state.hpp"

#include <span>
#include <vector>

namespace casus::simulation {

/// What each clock's event does every time, with the numbers of a world and the rows of a block in place: all
/// of it where a trigger adds numbers to drivers, of ladders and other triggers only that the clock is given
/// its next threshold.
class FiringTable {
public:
  FiringTable(const plan::Plan& plan, const kernels::Kernels& kernels) : plan_(plan), kernels_(kernels) {}

  void fill(BlockState& state);

  /// Of all clocks.
  const kernels::Firing* firings() const { return firings_.data(); }
  const kernels::Firing& firing(plan::ClockId clock) const {
    return firings_[static_cast<std::size_t>(clock)];
  }
  /// All that it does to rows is in the table.
  bool is_complete(plan::ClockId clock) const { return firing(clock).rows.firings != nullptr; }
  /// Something remains to be done after what is in the table.
  bool has_follow_up(plan::ClockId clock) const {
    return follow_ups_[static_cast<std::size_t>(clock)].is_any;
  }
  /// The clocks to be evaluated then, if it is complete.
  const std::vector<plan::ClockId>& evaluated(plan::ClockId clock) const {
    return follow_ups_[static_cast<std::size_t>(clock)].evaluated;
  }

private:
  /// A clock and what its intensity is multiplied by.
  struct Scaled {
    plan::ClockId clock = plan::none;
    double factor = 1;
    std::size_t tile() const { return static_cast<std::size_t>(clock) / kernels::tile_clocks; }
  };
  struct FollowUp {
    bool is_any = true;
    std::vector<plan::ClockId> evaluated;
  };

  void add(BlockState& state, plan::ClockId clock);
  void add_change(BlockState& state, kernels::RowChanges& rows, int driver, double amount);
  void add_effects(BlockState& state, const plan::TriggerPlan& trigger, FollowUp& follow_up);
  void scale(const BlockState& state, const plan::Reaction& reaction, FollowUp& follow_up);
  double share_of(const BlockState& state, const plan::TermChange& addend) const;
  void add_factors();
  void add_tile(std::span<const Scaled> clocks);
  void add_clock(const Scaled& scaled);
  void point_into_lists();
  double power_of_two(double x) const;

  const plan::Plan& plan_;
  const kernels::Kernels& kernels_;
  std::vector<kernels::Firing> firings_;
  std::vector<FollowUp> follow_ups_;
  std::vector<Scaled> scaled_; ///< by the clock at hand, itself first
  std::size_t stride_ = 0;     ///< from a lane's tile to its next
  std::vector<kernels::Change> changes_;
  std::vector<kernels::FadingChange> fading_;
  std::vector<std::vector<double*>> fading_rows_; ///< to which these point
  std::vector<std::uint32_t> tiles_;
  std::vector<kernels::TileFactors> tile_factors_;
  std::vector<kernels::ClockFactor> clock_factors_;
};

} // namespace casus::simulation
