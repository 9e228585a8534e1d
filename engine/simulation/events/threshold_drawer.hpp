#pragma once

#include "simulation/block_state.hpp"

#include <span>
#include <vector>

namespace casus::simulation {

/// Draws the clocks' thresholds, Exp(1), many at a time.
class ThresholdDrawer {
public:
  ThresholdDrawer(const plan::Plan& plan, const kernels::Kernels& kernels, std::uint64_t seed);

  /// Draws the first threshold of every clock and lane.
  void draw_first(BlockState& state);
  /// Gives clocks thresholds that are never reached, where none is to run out.
  static void put_out_of_reach(BlockState& state);
  /// Draws the next threshold of each clock that runs out.
  void draw_next(const BlockState& state, std::span<kernels::Expiry> expiries);

  /// Adds to the sums of a lane's thresholds, by clock, those that were drawn since so many had been `seen`,
  /// which it counts on.
  void add_new(const BlockState& state, std::size_t lane, std::span<std::uint64_t> seen,
               std::span<double> sums);

private:
  void make_room(std::size_t draws);
  void ask(const BlockState& state, std::size_t lane, plan::ClockId clock, std::uint64_t draw);
  void answer();

  const kernels::Kernels& kernels_;
  IdVector<plan::ClockId, StreamKey> keys_;
  std::vector<std::uint64_t> key_low_, key_high_, trajectory_, index_;
  std::vector<double> drawn_;
  std::size_t asked_ = 0;
};

} // namespace casus::simulation
