#include "scoring/reliability.hpp"

#include "tally/estimates.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace casus::scoring {
namespace {

constexpr std::size_t bins = 10;

struct Sums {
  double count = 0, forecast = 0, happened = 0;
};

std::size_t bin_of(double probability) {
  return std::min(bins - 1, static_cast<std::size_t>(probability * bins));
}

std::array<Sums, bins> binned(std::span<const Forecast> forecasts) {
  std::array<Sums, bins> sums{};
  for (const Forecast& forecast : forecasts) {
    Sums& bin = sums[bin_of(forecast.probability)];
    ++bin.count;
    bin.forecast += forecast.probability;
    bin.happened += forecast.happened ? 1 : 0;
  }
  return sums;
}

double brier_of(std::span<const Forecast> forecasts) {
  double sum = 0;
  for (const Forecast& forecast : forecasts)
    sum += std::pow(forecast.probability - (forecast.happened ? 1 : 0), 2);
  return sum / static_cast<double>(forecasts.size());
}

} // namespace

std::vector<ReliabilityBin> reliability_of(std::span<const Forecast> forecasts) {
  std::vector<ReliabilityBin> table;
  const auto sums = binned(forecasts);
  for (std::size_t i = 0; i < bins; ++i) {
    const auto& [count, forecast, happened] = sums[i];
    if (count == 0) continue;
    table.push_back({.low = static_cast<double>(i) / bins,
                     .high = static_cast<double>(i + 1) / bins,
                     .count = static_cast<std::size_t>(count),
                     .forecast = forecast / count,
                     .observed = happened / count,
                     .ci95 = tally::wilson(happened / count, count, tally::coverage_factor(1))});
  }
  return table;
}

BrierDecomposition decomposition_of(std::span<const Forecast> forecasts) {
  const auto all = static_cast<double>(forecasts.size());
  double happened = 0;
  for (const Forecast& forecast : forecasts) happened += forecast.happened ? 1 : 0;
  const double share = happened / all;
  BrierDecomposition result{.uncertainty = share * (1 - share)};
  for (const auto& [count, forecast, hits] : binned(forecasts)) {
    if (count == 0) continue;
    result.reliability += count / all * std::pow(forecast / count - hits / count, 2);
    result.resolution += count / all * std::pow(hits / count - share, 2);
  }
  result.within_bins = brier_of(forecasts) - (result.reliability - result.resolution + result.uncertainty);
  return result;
}

ExpectedBrier expected_brier(std::span<const Forecast> forecasts) {
  double mean = 0, variance = 0;
  for (const auto& [p, happened] : forecasts) {
    mean += p * (1 - p);
    variance += std::pow(1 - 2 * p, 2) * p * (1 - p);
  }
  const auto count = static_cast<double>(forecasts.size());
  ExpectedBrier expected{.mean = mean / count, .sd = std::sqrt(variance) / count};
  if (expected.sd > 0) expected.z = (brier_of(forecasts) - expected.mean) / expected.sd;
  return expected;
}

} // namespace casus::scoring
