#include "tally/blocks.hpp"

#include <algorithm>

namespace casus::tally {

using simulation::block_lanes;

std::uint64_t Blocks::of_world(std::uint64_t world) const {
  return trajectories_ / worlds_ + (world < trajectories_ % worlds_ ? 1 : 0);
}

std::uint64_t Blocks::count() const {
  // The first worlds have one trajectory more than the others, and so perhaps one block more.
  const std::uint64_t blocks_of_last = (of_world(worlds_ - 1) + block_lanes - 1) / block_lanes;
  const std::uint64_t blocks_of_first = (of_world(0) + block_lanes - 1) / block_lanes;
  return blocks_of_last * worlds_ + (blocks_of_first - blocks_of_last) * (trajectories_ % worlds_);
}

simulation::BlockSpec Blocks::operator[](std::uint64_t block) const {
  const std::uint64_t world = block % worlds_;
  const std::uint64_t done = block / worlds_ * block_lanes;
  return {.world = world,
          .first = world + worlds_ * done,
          .stride = worlds_,
          .lanes = static_cast<std::size_t>(std::min<std::uint64_t>(block_lanes, of_world(world) - done))};
}

} // namespace casus::tally
