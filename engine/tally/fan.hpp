#pragma once

#include "simulation/block_state.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace casus::tally {

/// Where the bins of each driver at each grid point lie: fixed before the run, from a pilot of its first
/// trajectories. A cell is a driver at a grid point, number `point * drivers + driver`.
class FanScale {
public:
  struct Cell {
    kernels::Bins bins;
    int lumps = -1; ///< index among the cells in which numbers recur exactly, or -1
  };

  /// `pilot` holds for each cell the values of some trajectories.
  explicit FanScale(const std::vector<std::vector<double>>& pilot);

  const Cell& cell(std::size_t index) const { return cells_[index]; }
  std::size_t cells() const { return cells_.size(); }
  std::size_t lumpy_cells() const { return lumpy_cells_; }
  std::size_t bins() const { return bins_; }

private:
  std::vector<Cell> cells_;
  std::size_t lumpy_cells_ = 0;
  std::size_t bins_;
};

/// The ends of a bin's numbers, and how many stand there: most lumps are at an end, such as a bound.
struct Ends {
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();
  std::uint32_t at_low = 0;
  std::uint32_t at_high = 0;

  void add(double value);
  void merge(const Ends& other);
  /// The number of rank `rank` among `count` in the bin: an end's own, or interpolated between them.
  double at_rank(double rank, double count) const;
};

/// Histograms of all cells. In cells where numbers recur exactly (counters, bounds, drivers that have not
/// been jolted yet) each bin knows its ends, so that quantiles hit such lumps exactly; elsewhere a quantile
/// is interpolated within a bin of about a twentieth of a standard deviation. What is added is counted in few
/// bytes, which stay in the cache, and so may be no more than most_recent values a cell.
class Fan {
public:
  static constexpr std::uint64_t most_recent = 65'535;

  explicit Fan(const FanScale& scale);

  /// Adds values to a cell and gives their sums about `centre`.
  kernels::Sums add(std::size_t cell, std::span<const double> values, double centre);
  void merge(const Fan& other);
  void clear();
  /// The smallest number that the share p of the numbers do not exceed, 0 < p < 1.
  double quantile(std::size_t cell, double p) const;

private:
  std::vector<double> counts_of(std::size_t cell) const;

  const FanScale* scale_;
  const kernels::Kernels* kernels_;
  std::vector<std::uint32_t> bins_;   ///< of the values at hand
  std::vector<std::uint16_t> recent_; ///< [cell][bin]: what has been added since the last clear
  std::vector<std::uint32_t> counts_; ///< [cell][bin]: what has been merged; empty before
  std::vector<Ends> ends_;            ///< [lumpy cell][bin]
};

} // namespace casus::tally
