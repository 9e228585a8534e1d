#include "tally/fan.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace casus::tally {
namespace {

/// A fan has at most so many bins in all; with more cells each has fewer.
constexpr std::size_t bins_together = 1 << 24;
constexpr std::size_t most_bins = 128;

double sorted_quantile(const std::vector<double>& sorted, double p) {
  return sorted[static_cast<std::size_t>(p * static_cast<double>(sorted.size() - 1))];
}

/// Whether numbers recur exactly so often that a quantile may well be one of them.
bool is_lumpy(const std::vector<double>& sorted) {
  constexpr double share = 0.04;
  double recurring = 0;
  for (std::size_t i = 1; i < sorted.size(); ++i) recurring += sorted[i] == sorted[i - 1];
  return sorted.size() < 2 || recurring >= share * static_cast<double>(sorted.size());
}

/// The bins of a cell reach from the pilot's 1% to its 99%, and an eighth as much again on each side: what
/// lies outside is counted at the ends, where the 5% and the 95% cannot be. Where nearly all are one number,
/// it gets a bin to itself.
FanScale::Cell cell_of(const std::vector<double>& sorted, std::size_t bins) {
  const double low = sorted_quantile(sorted, 0.01);
  const double span = sorted_quantile(sorted, 0.99) - low;
  const auto count = static_cast<double>(bins);
  const std::optional<std::size_t> smooth, lumpy = 0;
  if (span > 0) return {{low - span / 8, count / (1.25 * span), bins}, is_lumpy(sorted) ? lumpy : smooth};
  const double sliver = 1e-9 * std::max(1.0, std::abs(low));
  return {{low - sliver * (count / 2 + 0.5), 1 / sliver, bins}, lumpy};
}

} // namespace

FanScale::FanScale(const std::vector<std::vector<double>>& pilot)
    : bins_(std::clamp(bins_together / std::max<std::size_t>(pilot.size(), 1), std::size_t{64}, most_bins)) {
  for (std::vector<double> values : pilot) {
    std::sort(values.begin(), values.end());
    Cell cell = cell_of(values, bins_);
    if (cell.first_lump) {
      cell.first_lump = lumpy_cells_++ * bins_;
      add_lumps(cell, values);
    }
    cells_.push_back(cell);
  }
}

void FanScale::add_lumps(const Cell& cell, const std::vector<double>& sorted) {
  lumps_.resize(lumps_.size() + bins_, std::numeric_limits<double>::quiet_NaN());
  double* lumps = lumps_.data() + lumps_.size() - bins_;
  std::vector<std::ptrdiff_t> most(bins_);
  for (auto first = sorted.begin(); first != sorted.end();) {
    const auto last = std::upper_bound(first, sorted.end(), *first);
    const auto last_bin = static_cast<double>(bins_ - 1);
    const auto bin =
        static_cast<std::size_t>(std::clamp((*first - cell.bins.low) * cell.bins.per_unit, 0.0, last_bin));
    if (last - first > most[bin]) {
      most[bin] = last - first;
      lumps[bin] = *first;
    }
    first = last;
  }
}

void Fan::Counts::merge(const Counts& other) {
  merged.resize(recent.size());
  for (std::size_t i = 0; i < merged.size(); ++i) merged[i] += other.recent[i];
  for (std::size_t i = 0; i < other.merged.size(); ++i) merged[i] += other.merged[i];
}

void Fan::Counts::clear() {
  std::fill(recent.begin(), recent.end(), 0);
  merged.clear();
}

Fan::Fan(const FanScale& scale)
    : scale_(&scale), kernels_(&kernels::best_kernels()), counts_(scale.cells() * scale.bins()),
      lumps_(scale.lumpy_cells() * scale.bins()) {}

void Fan::clear() {
  counts_.clear();
  lumps_.clear();
}

kernels::Sums Fan::add(std::size_t index, std::span<const double> values, double centre) {
  const FanScale::Cell& cell = scale_->cell(index);
  kernels::Lumps lumps;
  if (cell.first_lump) lumps = {scale_->lumps(cell), lumps_.recent.data() + *cell.first_lump};
  return kernels_->tally(values.data(), centre, cell.bins, values.size(),
                         counts_.recent.data() + index * scale_->bins(), lumps);
}

void Fan::merge(const Fan& other) {
  counts_.merge(other.counts_);
  lumps_.merge(other.lumps_);
}

double Fan::quantile(std::size_t index, double p) const {
  const std::size_t first = index * scale_->bins();
  double rank = 0;
  for (std::size_t bin = 0; bin < scale_->bins(); ++bin) rank += p * counts_.at(first + bin);
  std::size_t bin = 0;
  for (; bin + 1 < scale_->bins() && counts_.at(first + bin) < rank; ++bin) rank -= counts_.at(first + bin);
  return within(index, bin, rank);
}

/// The number of that rank in a bin: what is not the lump is spread evenly over it.
double Fan::within(std::size_t index, std::size_t bin, double rank) const {
  const FanScale::Cell& cell = scale_->cell(index);
  const double width = 1 / cell.bins.per_unit;
  const double begin = cell.bins.low + static_cast<double>(bin) * width;
  double others = counts_.at(index * scale_->bins() + bin);
  if (cell.first_lump) {
    const double lump = scale_->lumps(cell)[bin];
    const double recurring = lumps_.at(*cell.first_lump + bin);
    others -= recurring;
    const double below = others * std::clamp((lump - begin) / width, 0.0, 1.0);
    if (recurring > 0 && rank > below && rank <= below + recurring) return lump;
    if (recurring > 0 && rank > below + recurring) rank -= recurring;
  }
  return begin + std::clamp(rank / std::max(others, 1.0), 0.0, 1.0) * width;
}

} // namespace casus::tally
