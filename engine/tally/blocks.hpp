#pragma once

#include "simulation/block_simulator.hpp"

#include <algorithm>
#include <cstdint>

namespace casus::tally {

/// How the trajectories of a run fall into blocks, one after the other.
class Blocks {
public:
  Blocks(std::uint64_t trajectories, std::uint64_t worlds)
      : trajectories_(trajectories), worlds_(worlds),
        lanes_(worlds > 1 ? simulation::cell_lanes : simulation::block_lanes) {}

  /// Of a whole block.
  std::uint64_t lanes() const { return lanes_; }
  std::uint64_t count() const { return (trajectories_ + lanes_ - 1) / lanes_; }
  simulation::BlockSpec operator[](std::uint64_t block) const {
    const std::uint64_t first = block * lanes_;
    return {.first = first,
            .lanes = static_cast<std::size_t>(std::min(lanes_, trajectories_ - first)),
            .worlds = worlds_};
  }

private:
  std::uint64_t trajectories_;
  std::uint64_t worlds_;
  std::uint64_t lanes_; ///< of a block: the worlds of its lanes are the same
};

} // namespace casus::tally
