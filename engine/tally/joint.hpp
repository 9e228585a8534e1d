#pragma once

#include "simulation/block_state.hpp"

#include <cstdint>
#include <vector>

namespace casus::tally {

/// How often the rungs of each two ladders stood together at the last grid point. Tables of all pairs hold at
/// most `most_cells` counts together; where they would hold more there are none.
class JointOccupancy {
public:
  static constexpr std::size_t most_cells = 100'000; ///< as many doubles take some megabytes of JSON

  struct Pair {
    LadderId first{}, second{};
    std::size_t first_rungs = 0, second_rungs = 0;
    std::size_t begin = 0; ///< of its table among the counts
  };

  explicit JointOccupancy(const IdVector<LadderId, plan::LadderPlan>& ladders);

  void add(const IdVector<LadderId, plan::LadderPlan>& ladders, const simulation::BlockState& state);
  void merge(const JointOccupancy& other);
  void clear();

  const std::vector<Pair>& pairs() const { return pairs_; }
  std::uint32_t count(const Pair& pair, std::size_t first_rung, std::size_t second_rung) const {
    return counts_[pair.begin + first_rung * pair.second_rungs + second_rung];
  }

private:
  std::vector<Pair> pairs_;
  std::vector<std::uint32_t> counts_; ///< [pair][rung of the first][rung of the second]
};

} // namespace casus::tally
