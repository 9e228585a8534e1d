#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace casus::tally {

/// The distribution of a number, in bounded memory and whatever its range: a histogram whose bins are the
/// numbers that share their leading bits (as HdrHistogram and DDSketch, but over all doubles). Each bin keeps
/// its smallest and largest number, so that quantiles of integers and other lumps are exact, and of a smooth
/// distribution off by less than a bin's width, at most 2^-20 of the value while there are few bins. Bins are
/// joined in pairs where they become too many. Merging in any order gives the same sketch.
class QuantileSketch {
public:
  void add(double x);
  void merge(const QuantileSketch& other);
  std::uint64_t count() const { return count_; }
  /// The smallest number that at least `rank` of the numbers do not exceed, 0 < rank <= count().
  double at_rank(double rank) const;

private:
  struct Bin {
    std::uint64_t key = 0;
    std::uint64_t count = 0;
    double low = 0;
    double high = 0;
  };

  void sort_recent_in();
  void take(std::vector<Bin> more);
  void coarsen_to(int dropped_bits);
  static void join_equal(std::vector<Bin>& bins);

  static constexpr std::size_t most_bins = 1 << 14;
  static constexpr std::size_t most_recent = 1 << 10;
  int dropped_bits_ = 32; ///< of a double's 52 bits of mantissa
  std::uint64_t count_ = 0;
  std::vector<Bin> bins_;      ///< by their keys, which differ
  std::vector<double> recent_; ///< numbers that wait to be sorted into the bins, many at a time
};

} // namespace casus::tally
