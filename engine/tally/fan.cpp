#include "tally/fan.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace casus::tally {
namespace {

/// All the bins of a fan together; with more cells each has fewer.
constexpr std::size_t bins_together = 1 << 24;
constexpr std::size_t most_bins = 128;

double sorted_quantile(const std::vector<double>& sorted, double p) {
  return sorted[static_cast<std::size_t>(p * static_cast<double>(sorted.size() - 1))];
}

/// Numbers recur exactly so often that a quantile may well be one of them.
bool is_lumpy(const std::vector<double>& sorted) {
  constexpr double share = 0.04;
  double recurring = 0;
  for (std::size_t i = 1; i < sorted.size(); ++i) recurring += sorted[i] == sorted[i - 1];
  return sorted.size() < 2 || recurring >= share * static_cast<double>(sorted.size());
}

/// From the pilot's 1% to its 99%, and an eighth as much again on each side: what lies outside is counted at
/// the ends, where the 5% and the 95% cannot be. Where nearly all are one number, it gets a bin to itself.
FanScale::Cell cell_of(std::vector<double> values, std::size_t bins) {
  std::sort(values.begin(), values.end());
  const double low = sorted_quantile(values, 0.01);
  const double span = sorted_quantile(values, 0.99) - low;
  const auto count = static_cast<double>(bins);
  if (span > 0) return {{low - span / 8, count / (1.25 * span), bins}, is_lumpy(values) ? 0 : -1};
  const double sliver = 1e-9 * std::max(1.0, std::abs(low));
  return {{low - sliver * (count / 2 + 0.5), 1 / sliver, bins}, 0};
}

} // namespace

FanScale::FanScale(const std::vector<std::vector<double>>& pilot)
    : bins_(std::clamp(bins_together / std::max<std::size_t>(pilot.size(), 1), std::size_t{64}, most_bins)) {
  for (const std::vector<double>& values : pilot) {
    Cell cell = cell_of(values, bins_);
    if (cell.lumps == 0) cell.lumps = static_cast<int>(lumpy_cells_++);
    cells_.push_back(cell);
  }
}

void Ends::add(double value) {
  if (value < low) at_low = 0;
  if (value > high) at_high = 0;
  low = std::min(low, value);
  high = std::max(high, value);
  at_low += value == low;
  at_high += value == high;
}

void Ends::merge(const Ends& other) {
  at_low = (low <= other.low ? at_low : 0) + (other.low <= low ? other.at_low : 0);
  at_high = (high >= other.high ? at_high : 0) + (other.high >= high ? other.at_high : 0);
  low = std::min(low, other.low);
  high = std::max(high, other.high);
}

double Ends::at_rank(double rank, double count) const {
  if (rank <= at_low) return low;
  if (rank > count - at_high) return high;
  return low + (rank - at_low) / (count - at_high - at_low) * (high - low);
}

Fan::Fan(const FanScale& scale)
    : scale_(&scale), kernels_(&kernels::best_kernels()), recent_(scale.cells() * scale.bins()),
      ends_(scale.lumpy_cells() * scale.bins()) {}

void Fan::clear() {
  std::fill(recent_.begin(), recent_.end(), 0);
  counts_.clear();
  std::fill(ends_.begin(), ends_.end(), Ends{});
}

kernels::Sums Fan::add(std::size_t index, std::span<const double> values, double centre) {
  const FanScale::Cell& cell = scale_->cell(index);
  std::uint16_t* counts = recent_.data() + index * scale_->bins();
  if (cell.lumps >= 0) {
    bins_.resize(std::max(bins_.size(), values.size()));
    kernels_->find_bins(values.data(), cell.bins, values.size(), bins_.data());
    Ends* ends = ends_.data() + static_cast<std::size_t>(cell.lumps) * scale_->bins();
    for (std::size_t i = 0; i < values.size(); ++i) ends[bins_[i]].add(values[i]);
  }
  return kernels_->tally(values.data(), centre, cell.bins, values.size(), counts);
}

void Fan::merge(const Fan& other) {
  counts_.resize(recent_.size());
  for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.recent_[i];
  for (std::size_t i = 0; i < other.counts_.size(); ++i) counts_[i] += other.counts_[i];
  for (std::size_t i = 0; i < ends_.size(); ++i) ends_[i].merge(other.ends_[i]);
}

std::vector<double> Fan::counts_of(std::size_t index) const {
  std::vector<double> counts(recent_.begin() + static_cast<std::ptrdiff_t>(index * scale_->bins()),
                             recent_.begin() + static_cast<std::ptrdiff_t>((index + 1) * scale_->bins()));
  for (std::size_t bin = 0; bin < counts.size() && !counts_.empty(); ++bin)
    counts[bin] += counts_[index * scale_->bins() + bin];
  return counts;
}

double Fan::quantile(std::size_t index, double p) const {
  const FanScale::Cell& cell = scale_->cell(index);
  const std::vector<double> counts = counts_of(index);
  const double rank = p * std::accumulate(counts.begin(), counts.end(), 0.0);
  double below = 0;
  std::size_t bin = 0;
  while (bin + 1 < scale_->bins() && below + counts[bin] < rank) below += counts[bin++];
  if (cell.lumps >= 0) {
    const std::size_t first = static_cast<std::size_t>(cell.lumps) * scale_->bins();
    return ends_[first + bin].at_rank(rank - below, counts[bin]);
  }
  const double within = std::clamp((rank - below) / std::max(counts[bin], 1.0), 0.0, 1.0);
  return cell.bins.low + (static_cast<double>(bin) + within) / cell.bins.per_unit;
}

} // namespace casus::tally
