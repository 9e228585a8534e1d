#pragma once

#include "simulation/drivers/driver_paths.hpp"
#include "simulation/events/jolt_weights.hpp"

#include <array>
#include <deque>
#include <span>
#include <vector>

namespace casus::simulation {

/// What each clock's event does every time, with the numbers of one of a block's worlds and its rows in
/// place: all of it where a trigger adds numbers to drivers, of ladders and other triggers only that the
/// clock is given its next threshold.
class FiringTable {
public:
  FiringTable(const plan::Plan& plan, const kernels::Kernels& kernels)
      : plan_(plan), kernels_(kernels), weights_(plan) {}

  /// Takes up the numbers of a world, by its number in the block.
  void fill(BlockState& state, std::size_t world, const DriverPaths& paths);

  /// What jolts of that world do.
  const JoltWeights& weights() const { return weights_; }
  /// The firings of all clocks.
  const kernels::Firing* firings() const { return firings_.data(); }
  const kernels::Firing& firing(plan::ClockId clock) const { return firings_[clock]; }
  /// Whether all that the clock's event does to rows is in the table.
  bool is_complete(plan::ClockId clock) const { return firing(clock).rows.firings != nullptr; }
  /// Whether something remains to be done after what is in the table.
  bool has_follow_up(plan::ClockId clock) const { return follow_ups_[clock].is_any; }
  /// The clocks to be evaluated then, if it is complete.
  const std::vector<plan::ClockId>& evaluated(plan::ClockId clock) const {
    return follow_ups_[clock].evaluated;
  }

private:
  /// A clock and what its intensity is multiplied by.
  struct Scaled {
    plan::ClockId clock{};
    double factor = 1;
    std::size_t tile() const { return clock.number() / kernels::tile_clocks; }
  };
  struct FollowUp {
    bool is_any = true;
    std::vector<plan::ClockId> evaluated;
  };

  void add(BlockState& state, const DriverPaths& paths, plan::ClockId clock);
  void add_effects(BlockState& state, const DriverPaths& paths, const plan::TriggerPlan& trigger,
                   FollowUp& follow_up);
  void add_change(BlockState& state, const DriverPaths& paths, kernels::RowChanges& rows, DriverId driver,
                  double amount);
  void add_exponents(DriverId driver, double amount);
  void scale(const plan::Reaction& reaction, FollowUp& follow_up);
  void add_factors();
  void add_tile(std::span<const Scaled> clocks);
  void add_clock(const Scaled& scaled);
  void point_into_lists();
  double power_of_two(double x) const;

  const plan::Plan& plan_;
  const kernels::Kernels& kernels_;
  JoltWeights weights_;
  std::size_t world_ = 0;
  IdVector<plan::ClockId, kernels::Firing> firings_;
  IdVector<plan::ClockId, FollowUp> follow_ups_;
  std::vector<Scaled> scaled_;    ///< by the clock at hand, itself first
  std::vector<double> exponents_; ///< of each clock, padded to whole tiles, by the clock at hand
  std::size_t stride_ = 0;        ///< from a lane's tile to its next
  std::vector<kernels::Change> changes_;
  std::vector<kernels::FadingChange> fading_;
  std::vector<std::uint32_t> tiles_;
  std::vector<kernels::TileNumbers> tile_factors_;
  std::vector<kernels::ClockFactor> clock_factors_;
};

/// The tables of a block's worlds.
class FiringTables {
public:
  FiringTables(const plan::Plan& plan, const kernels::Kernels& kernels) : plan_(plan), kernels_(kernels) {}

  void enter_worlds(BlockState& state, const DriverPaths& paths);

  const FiringTable& operator[](std::size_t world) const { return tables_[world]; }
  const FiringTable& in(std::size_t lane) const { return tables_[world_in_block(lane, count_)]; }
  /// The firings of all clocks in each cell.
  const kernels::Firing* const* firings() const { return firings_.data(); }

private:
  const plan::Plan& plan_;
  const kernels::Kernels& kernels_;
  std::deque<FiringTable> tables_;
  std::size_t count_ = 0; ///< of these, those in use
  std::array<const kernels::Firing*, block_cells> firings_{};
};

} // namespace casus::simulation
