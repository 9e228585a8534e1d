#pragma once

#include "kernels/kernels.hpp"

#include <cstdint>
#include <optional>

namespace casus::simulation {

/// Trajectories come in cells, a vector of lanes each, which share a world. The cells go through the worlds
/// in turn, so that a run that is made longer keeps its first part.
inline constexpr std::size_t cell_lanes = kernels::lane_multiple;

/// The cells that so many trajectories take, the last of which need not be full.
inline std::uint64_t cells_of(std::uint64_t trajectories) {
  return (trajectories + cell_lanes - 1) / cell_lanes;
}

/// The world, of so many, to which a trajectory belongs.
inline std::uint64_t world_of(std::uint64_t trajectory, std::uint64_t worlds) {
  return trajectory / cell_lanes % worlds;
}

/// The first trajectory of the cell that comes `visit` cells after the first in its world.
inline std::uint64_t first_of_cell(std::uint64_t world, std::uint64_t visit, std::uint64_t worlds) {
  return (visit * worlds + world) * cell_lanes;
}

/// A parameter that has the draw of another world.
struct Swap {
  std::size_t parameter = 0;
  std::uint64_t world = 0;
  bool operator==(const Swap&) const = default;
};

/// What a block holds: so many trajectories from the first on, one in each lane, all of one of the worlds.
struct BlockSpec {
  std::uint64_t first = 0;
  std::size_t lanes = 0;
  std::uint64_t worlds = 1;
  std::optional<Swap> swap{}; ///< of the world

  std::uint64_t world() const { return world_of(first, worlds); }
};

} // namespace casus::simulation
