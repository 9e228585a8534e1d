#pragma once

#include "formula/program.hpp"
#include "kernels/kernels.hpp"
#include "simulation/evidence/past.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace casus::simulation {

/// Trajectories come in cells, a vector of lanes each, which share a world. The cells go through the worlds
/// in turn, so that a run that is made longer keeps its first part.
using formula::cell_lanes;
static_assert(cell_lanes == kernels::lane_multiple);

/// A full block has this many lanes: few enough for the second cache, enough to share the cost of decoding a
/// step.
inline constexpr std::size_t block_lanes = 128;
inline constexpr std::size_t block_cells = block_lanes / cell_lanes;

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

/// The number of a lane's world among so many of its block: it has one for all its cells, or one for each.
inline std::size_t world_in_block(std::size_t lane, std::size_t worlds) {
  return worlds == 1 ? 0 : lane / cell_lanes;
}

/// A parameter that has the draw of another world.
struct Swap {
  std::size_t parameter = 0;
  std::uint64_t world = 0;
  bool operator==(const Swap&) const = default;
};

/// What a block holds: so many trajectories from the first on, one in each lane. The first is that of a cell,
/// or all are of one world. Where something has been observed, they go on from the past of a world, and those
/// of an island count as of one.
struct BlockSpec {
  std::uint64_t first = 0;
  std::size_t lanes = 0;
  std::uint64_t worlds = 1;
  std::optional<Swap> swap{}; ///< in all its worlds
  const Past* past = nullptr;

  std::uint64_t world(std::size_t lane = 0) const {
    return past != nullptr ? past->island : world_of(first + lane, worlds);
  }
  bool has_one_world() const { return worlds == 1 || past != nullptr; }
  /// The lane behind the last of the cell that begins with this one.
  std::size_t end_of_cell(std::size_t first_lane) const { return std::min(first_lane + cell_lanes, lanes); }
};

} // namespace casus::simulation
