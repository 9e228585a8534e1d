#include "tally/joint.hpp"

#include <algorithm>
#include <functional>

namespace casus::tally {
namespace {

/// How many cells all tables have, found without listing the pairs, of which there may be very many.
std::size_t cells_of(const IdVector<LadderId, plan::LadderPlan>& ladders) {
  std::size_t cells = 0, rungs_before = 0;
  for (const plan::LadderPlan& ladder : ladders) {
    cells += rungs_before * ladder.rungs;
    rungs_before += ladder.rungs;
  }
  return cells;
}

} // namespace

JointOccupancy::JointOccupancy(const IdVector<LadderId, plan::LadderPlan>& ladders) {
  if (cells_of(ladders) > most_cells) return;
  std::size_t begin = 0;
  for (const LadderId a : ladders.ids())
    for (const LadderId b : ladders.ids()) {
      if (b <= a) continue;
      const Pair& pair = pairs_.emplace_back(Pair{a, b, ladders[a].rungs, ladders[b].rungs, begin});
      begin += pair.first_rungs * pair.second_rungs;
    }
  counts_.resize(begin);
}

void JointOccupancy::add(const IdVector<LadderId, plan::LadderPlan>& ladders,
                         const simulation::BlockState& state) {
  for (const Pair& pair : pairs_) {
    const double* const first = state.rows.row(ladders[pair.first].row).data();
    const double* const second = state.rows.row(ladders[pair.second].row).data();
    std::uint32_t* const table = counts_.data() + pair.begin;
    for (std::size_t lane = 0; lane < state.spec.lanes; ++lane)
      ++table[static_cast<std::size_t>(first[lane]) * pair.second_rungs +
              static_cast<std::size_t>(second[lane])];
  }
}

void JointOccupancy::merge(const JointOccupancy& other) {
  std::transform(counts_.begin(), counts_.end(), other.counts_.begin(), counts_.begin(), std::plus<>());
}

void JointOccupancy::clear() { std::fill(counts_.begin(), counts_.end(), 0); }

} // namespace casus::tally
