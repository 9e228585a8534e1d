#include "tally/quantile_sketch.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace casus::tally {
namespace {

/// A key that orders as the numbers do: the sign bit flipped, and for negative numbers all others too.
std::uint64_t ordered_bits(double x) {
  constexpr std::uint64_t sign = std::uint64_t{1} << 63;
  const auto bits = std::bit_cast<std::uint64_t>(x + 0.0); // -0 becomes 0
  return (bits & sign) != 0 ? ~bits : bits | sign;
}

} // namespace

void QuantileSketch::add(double x) {
  ++count_;
  recent_.push_back(x);
  if (recent_.size() == most_recent) sort_recent_in();
}

void QuantileSketch::merge(const QuantileSketch& other) {
  coarsen_to(other.dropped_bits_);
  std::vector<Bin> more = other.bins_;
  for (Bin& bin : more) bin.key >>= dropped_bits_ - other.dropped_bits_;
  count_ += other.count_ - other.recent_.size();
  take(std::move(more));
  for (const double x : other.recent_) add(x);
}

void QuantileSketch::sort_recent_in() {
  std::sort(recent_.begin(), recent_.end());
  std::vector<Bin> more;
  more.reserve(recent_.size());
  for (const double x : recent_) more.push_back({ordered_bits(x) >> dropped_bits_, 1, x, x});
  recent_.clear();
  take(std::move(more));
}

/// Merges bins in the order of their keys, which may be the same.
void QuantileSketch::take(std::vector<Bin> more) {
  std::vector<Bin> all(bins_.size() + more.size());
  std::merge(bins_.begin(), bins_.end(), more.begin(), more.end(), all.begin(),
             [](const Bin& a, const Bin& b) { return a.key < b.key; });
  bins_ = std::move(all);
  join_equal(bins_);
  while (bins_.size() > most_bins) coarsen_to(dropped_bits_ + 1);
}

void QuantileSketch::coarsen_to(int dropped_bits) {
  if (dropped_bits <= dropped_bits_) return;
  for (Bin& bin : bins_) bin.key >>= dropped_bits - dropped_bits_;
  dropped_bits_ = dropped_bits;
  join_equal(bins_);
}

void QuantileSketch::join_equal(std::vector<Bin>& bins) {
  std::size_t kept = 0;
  for (const Bin& bin : bins) {
    if (kept == 0 || bins[kept - 1].key != bin.key) {
      bins[kept++] = bin;
      continue;
    }
    Bin& known = bins[kept - 1];
    known.count += bin.count;
    known.low = std::min(known.low, bin.low);
    known.high = std::max(known.high, bin.high);
  }
  bins.resize(kept);
}

double QuantileSketch::at_rank(double rank) const {
  if (!recent_.empty()) {
    QuantileSketch sorted = *this;
    sorted.sort_recent_in();
    return sorted.at_rank(rank);
  }
  double below = 0;
  for (const Bin& bin : bins_) {
    const auto count = static_cast<double>(bin.count);
    if (below + count >= rank)
      return bin.low + (bin.high - bin.low) * std::clamp((rank - below) / count, 0.0, 1.0);
    below += count;
  }
  return bins_.empty() ? 0 : bins_.back().high;
}

} // namespace casus::tally
