#pragma once

#include "kernels/kernels.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace casus::tally {

/// The places of the bins of each driver at each grid point, fixed before the run from a pilot of its first
/// trajectories. A cell is a driver at a grid point, number `point * drivers + driver`.
class FanScale {
public:
  struct Cell {
    kernels::Bins bins;
    std::optional<std::size_t> first_lump{}; ///< where its lumps begin, if numbers recur in it exactly
  };

  /// `pilot` holds for each cell the values of some trajectories.
  explicit FanScale(const std::vector<std::vector<double>>& pilot);

  const Cell& cell(std::size_t index) const { return cells_[index]; }
  std::size_t cells() const { return cells_.size(); }
  std::size_t lumpy_cells() const { return lumpy_cells_; }
  /// The number that each bin of a lumpy cell counts apart; not a number where the pilot met none.
  const double* lumps(const Cell& cell) const { return lumps_.data() + *cell.first_lump; }
  std::size_t bins() const { return bins_; }

private:
  void add_lumps(const Cell& cell, const std::vector<double>& sorted);

  std::vector<Cell> cells_;
  std::vector<double> lumps_; ///< [lumpy cell][bin]
  std::size_t lumpy_cells_ = 0;
  std::size_t bins_;
};

/// Histograms of all cells. In cells where numbers recur exactly (counters, bounds, drivers that have not
/// been jolted yet) each bin counts apart how often the number recurs that the pilot met most often in it, so
/// that quantiles hit such lumps exactly; elsewhere a quantile is interpolated within a bin of about a
/// twentieth of a standard deviation. What is added is counted in few bytes, which stay in the cache, and so
/// may be no more than most_recent values a cell.
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
  /// Counts of the cells, or of the lumps of some: few bytes for what is new, more for the sums.
  struct Counts {
    std::vector<std::uint16_t> recent;
    std::vector<std::uint32_t> merged; ///< empty before the first merge

    explicit Counts(std::size_t size) : recent(size) {}
    void merge(const Counts& other);
    void clear();
    double at(std::size_t index) const { return recent[index] + (merged.empty() ? 0.0 : merged[index]); }
  };

  double within(std::size_t cell, std::size_t bin, double rank) const;

  const FanScale* scale_;
  const kernels::Kernels* kernels_;
  Counts counts_; ///< [cell][bin]
  Counts lumps_;  ///< [lumpy cell][bin]
};

} // namespace casus::tally
