#include "tally/quantile_sketch.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace casus::tally {
namespace {

/// Orders as the numbers do: the sign bit flipped, and for negative numbers all others too.
std::uint64_t ordered_bits(double x) {
  constexpr std::uint64_t sign = std::uint64_t{1} << 63;
  const auto bits = std::bit_cast<std::uint64_t>(x + 0.0); // -0 becomes 0
  return (bits & sign) != 0 ? ~bits : bits | sign;
}

} // namespace

void QuantileSketch::add(double x) {
  add_bin(ordered_bits(x) >> dropped_bits_, {1, x, x});
  shrink();
}

void QuantileSketch::merge(const QuantileSketch& other) {
  coarsen_to(other.dropped_bits_);
  for (const auto& [key, bin] : other.bins_) add_bin(key >> (dropped_bits_ - other.dropped_bits_), bin);
  shrink();
}

void QuantileSketch::add_bin(std::uint64_t key, const Bin& bin) {
  const auto [found, is_new] = bins_.try_emplace(key, bin);
  count_ += bin.count;
  if (is_new) return;
  Bin& known = found->second;
  known.count += bin.count;
  known.low = std::min(known.low, bin.low);
  known.high = std::max(known.high, bin.high);
}

void QuantileSketch::coarsen_to(int dropped_bits) {
  if (dropped_bits <= dropped_bits_) return;
  const int further = dropped_bits - dropped_bits_;
  const auto fine = std::exchange(bins_, {});
  count_ = 0;
  dropped_bits_ = dropped_bits;
  for (const auto& [key, bin] : fine) add_bin(key >> further, bin);
}

void QuantileSketch::shrink() {
  while (bins_.size() > most_bins) coarsen_to(dropped_bits_ + 1);
}

double QuantileSketch::at_rank(double rank) const {
  double below = 0;
  for (const auto& [key, bin] : bins_) {
    const auto count = static_cast<double>(bin.count);
    if (below + count >= rank)
      return bin.low + (bin.high - bin.low) * std::clamp((rank - below) / count, 0.0, 1.0);
    below += count;
  }
  return bins_.empty() ? 0 : bins_.rbegin()->second.high;
}

} // namespace casus::tally
