#include "scoring/trajectory_worlds.hpp"

#include <set>

namespace casus::scoring {

TrajectoryWorlds::TrajectoryWorlds(const tally::Blocks& blocks) : TrajectoryWorlds(blocks.worlds()) {
  if (blocks.posterior() == nullptr) return;
  std::set<std::uint64_t> seen;
  for (std::uint64_t block = 0; block < blocks.count(); ++block) {
    of_blocks_.push_back(blocks[block].world());
    seen.insert(tally::cluster_of(of_blocks_.back(), worlds_));
  }
  seen_ = seen.size();
}

} // namespace casus::scoring
