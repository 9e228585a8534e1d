#pragma once

#include "tally/sample_moments.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace casus::tally {

/// What one cluster of trajectories contributes to the estimate of a mean: how many trials, and the sum of
/// their values.
struct ClusterSum {
  double trials = 0;
  double sum = 0;
};

/// The same, with what tells how far worlds lie apart.
struct WorldsSum : ClusterSum {
  double control = 0;        ///< what controls take from the sum
  Moments values;            ///< of all trials
  double squares_within = 0; ///< sum over cells of squared deviations from the cell's mean
  double freedom_within = 0; ///< trials of cells less one each

  /// Adds the trials of a cell, which share a world.
  void add_cell(double cell_sum, const Moments& cell) {
    if (cell.count == 0) return;
    trials += cell.count;
    sum += cell_sum;
    values.merge(cell);
    squares_within += cell.squares;
    freedom_within += cell.count - 1;
  }
  void merge(const WorldsSum& other) {
    trials += other.trials;
    sum += other.sum;
    control += other.control;
    values.merge(other.values);
    squares_within += other.squares_within;
    freedom_within += other.freedom_within;
  }
};

/// Errors are told from random groups of whole worlds (Wolter 2007, ch. 2): worlds themselves where there are
/// few, else so many groups that an error is known to 2%, and memory does not grow with the worlds.
inline constexpr std::uint64_t most_clusters = 1000;
inline std::uint64_t clusters_of(std::uint64_t worlds) { return std::min(worlds, most_clusters); }
/// The cluster of a world.
inline std::uint64_t cluster_of(std::uint64_t world, std::uint64_t worlds) {
  return world % clusters_of(worlds);
}

} // namespace casus::tally
