#pragma once

#include "kernels/kernels.hpp"
#include "plan/plan.hpp"

#include <span>
#include <vector>

namespace casus::simulation {

/// Intensities and residuals of the clocks of a block, in tiles of eight clocks a lane.
class ClockStates {
public:
  /// There is a lane more than asked for, or all tiles of a lane would compete for the same few places of the
  /// cache.
  ClockStates(std::size_t clocks, std::size_t widest)
      : stride_(widest + 1), tiles_(kernels::tiles_of(clocks) * stride_) {}

  /// The clock's intensity, per day.
  double& intensity(plan::ClockId clock, std::size_t lane) {
    return tile(clock, lane).intensities[clock.number() % kernels::tile_clocks];
  }
  double intensity(plan::ClockId clock, std::size_t lane) const {
    return tile(clock, lane).intensities[clock.number() % kernels::tile_clocks];
  }
  /// What will be left of the clock's Exp(1) threshold at the end of the step, as things stand.
  double& residual(plan::ClockId clock, std::size_t lane) {
    return tile(clock, lane).residuals[clock.number() % kernels::tile_clocks];
  }
  double residual(plan::ClockId clock, std::size_t lane) const {
    return tile(clock, lane).residuals[clock.number() % kernels::tile_clocks];
  }
  /// The days from the end of the step until the clock runs out; negative if it does so before.
  double time_left(plan::ClockId clock, std::size_t lane) const {
    const kernels::Tile& of = tile(clock, lane);
    const std::size_t place = clock.number() % kernels::tile_clocks;
    return of.residuals[place] / of.intensities[place];
  }
  void fetch(plan::ClockId clock, std::size_t lane) const {
    const kernels::Tile& of = tile(clock, lane);
    __builtin_prefetch(of.intensities);
    __builtin_prefetch(of.residuals);
  }
  /// Adds to the residual and tells whether the clock runs out before the end of the step.
  bool add(plan::ClockId clock, std::size_t lane, double residual) {
    kernels::Tile& of = tile(clock, lane);
    const std::size_t place = clock.number() % kernels::tile_clocks;
    of.residuals[place] += residual;
    return of.residuals[place] < 0 && of.intensities[place] > 0;
  }

  /// Gives each lane the clocks of another: of that which stands at its place.
  void gather(std::span<const std::size_t> lanes) {
    const std::vector<kernels::Tile> before = tiles_;
    for (std::size_t first = 0; first < tiles_.size(); first += stride_)
      for (std::size_t lane = 0; lane < lanes.size(); ++lane)
        tiles_[first + lane] = before[first + lanes[lane]];
  }

  /// The first tile of a lane; the next one is `stride` further on.
  kernels::Tile* tiles_of(std::size_t lane) { return tiles_.data() + lane; }
  const kernels::Tile* tiles_of(std::size_t lane) const { return tiles_.data() + lane; }
  std::size_t stride() const { return stride_; }
  std::size_t bytes() const { return tiles_.size() * sizeof(kernels::Tile); }

private:
  kernels::Tile& tile(plan::ClockId clock, std::size_t lane) {
    return tiles_[clock.number() / kernels::tile_clocks * stride_ + lane];
  }
  const kernels::Tile& tile(plan::ClockId clock, std::size_t lane) const {
    return tiles_[clock.number() / kernels::tile_clocks * stride_ + lane];
  }

  std::size_t stride_;
  std::vector<kernels::Tile> tiles_;
};

} // namespace casus::simulation
