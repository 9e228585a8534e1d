#pragma once

#include "simulation/block_simulator.hpp"

#include <cstdint>

namespace casus::tally {

/// How the trajectories of a run fall into blocks. Trajectory k belongs to world k mod worlds, so that a
/// longer run begins with the trajectories of a shorter one; blocks go through the worlds in turn, so that a
/// run cut short has seen them all about equally.
class Blocks {
public:
  Blocks(std::uint64_t trajectories, std::uint64_t worlds) : trajectories_(trajectories), worlds_(worlds) {}

  std::uint64_t count() const;
  simulation::BlockSpec operator[](std::uint64_t block) const;

private:
  std::uint64_t of_world(std::uint64_t world) const;

  std::uint64_t trajectories_;
  std::uint64_t worlds_;
};

} // namespace casus::tally
