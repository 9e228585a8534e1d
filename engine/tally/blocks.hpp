#pragma once

#include "simulation/block_simulator.hpp"

#include <algorithm>
#include <cstdint>

namespace casus::tally {

/// How the trajectories of a run fall into blocks, one after the other.
class Blocks {
public:
  static constexpr std::uint64_t lanes = simulation::block_lanes; ///< of a whole block

  Blocks(std::uint64_t trajectories, std::uint64_t worlds) : trajectories_(trajectories), worlds_(worlds) {}

  std::uint64_t count() const { return (trajectories_ + lanes - 1) / lanes; }
  simulation::BlockSpec operator[](std::uint64_t block) const {
    const std::uint64_t first = block * lanes;
    return {.first = first,
            .lanes = static_cast<std::size_t>(std::min(lanes, trajectories_ - first)),
            .worlds = worlds_};
  }

private:
  std::uint64_t trajectories_;
  std::uint64_t worlds_;
};

} // namespace casus::tally
