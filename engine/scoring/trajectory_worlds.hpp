#pragma once

#include "tally/blocks.hpp"
#include "tally/clusters.hpp"

#include <cstdint>
#include <vector>

namespace casus::scoring {

/// To which world each trajectory of a run belongs, and to which of the clusters of worlds from which errors
/// are told. Where something has been observed, the islands of the posterior count as worlds.
class TrajectoryWorlds {
public:
  /// So many, which take turns.
  TrajectoryWorlds(std::uint64_t worlds) // NOLINT(google-explicit-constructor): their number says it all
      : worlds_(worlds), seen_(tally::clusters_of(worlds)) {}
  explicit TrajectoryWorlds(const tally::Blocks& blocks);

  std::uint64_t count() const { return worlds_; }
  std::uint64_t clusters() const { return tally::clusters_of(worlds_); }
  /// Clusters that have any: an island of which no world explains what was observed has none.
  std::uint64_t clusters_seen() const { return seen_; }

  std::uint64_t world(std::uint64_t trajectory) const {
    return of_blocks_.empty() ? simulation::world_of(trajectory, worlds_)
                              : of_blocks_[trajectory / tally::Blocks::lanes];
  }
  std::uint64_t cluster(std::uint64_t trajectory) const {
    return tally::cluster_of(world(trajectory), worlds_);
  }

private:
  std::uint64_t worlds_;
  std::uint64_t seen_;
  std::vector<std::uint64_t> of_blocks_; ///< empty where worlds take turns
};

} // namespace casus::scoring
