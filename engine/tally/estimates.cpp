#include "tally/estimates.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace casus::tally {
namespace {

struct Totals {
  double worlds = 0; ///< that have trials
  double trials = 0;
  double trials_squared = 0;
  double sum = 0;
  double mean() const { return sum / trials; }
};

Totals totals_of(std::span<const WorldSum> worlds) {
  Totals totals;
  for (const WorldSum& world : worlds) {
    if (world.trials == 0) continue;
    ++totals.worlds;
    totals.trials += world.trials;
    totals.trials_squared += world.trials * world.trials;
    totals.sum += world.sum;
  }
  return totals;
}

double sorted_quantile(std::vector<double> values, double p) {
  std::sort(values.begin(), values.end());
  const double position = p * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  const std::size_t above = std::min(below + 1, values.size() - 1);
  return values[below] + (position - static_cast<double>(below)) * (values[above] - values[below]);
}

} // namespace

double clustered_se(std::span<const WorldSum> worlds) {
  const Totals totals = totals_of(worlds);
  if (totals.worlds < 2) return 0;
  double squares = 0;
  for (const WorldSum& world : worlds) squares += std::pow(world.sum - totals.mean() * world.trials, 2);
  return std::sqrt(totals.worlds / (totals.worlds - 1) * squares) / totals.trials;
}

double coverage_factor(std::size_t worlds) {
  if (worlds < 2) return boost::math::quantile(boost::math::normal(), 0.975);
  return boost::math::quantile(boost::math::students_t(static_cast<double>(worlds - 1)), 0.975);
}

Interval wilson(double share, double trials, double factor) {
  const double square = factor * factor / trials;
  const double centre = (share + square / 2) / (1 + square);
  const double reach = std::sqrt(share * (1 - share) * square + square * square / 4) / (1 + square);
  // At the ends of the range the formula gives 0 and 1 but for rounding, so they are set.
  return {share == 0 ? 0 : std::max(0.0, centre - reach), share == 1 ? 1 : std::min(1.0, centre + reach)};
}

std::optional<WorldSpread> spread_between(std::span<const WorldSum> worlds, double squares) {
  const Totals totals = totals_of(worlds);
  if (totals.worlds < 2 || totals.trials <= totals.worlds) return std::nullopt;
  double squares_between = 0;
  for (const WorldSum& world : worlds)
    if (world.trials > 0)
      squares_between += std::pow(world.sum / world.trials - totals.mean(), 2) * world.trials;
  const double between = squares_between / (totals.worlds - 1);
  const double within = std::max(0.0, squares - squares_between) / (totals.trials - totals.worlds);
  const double size = (totals.trials - totals.trials_squared / totals.trials) / (totals.worlds - 1);
  const double variance = std::max(0.0, (between - within) / size);
  const double shrinkage = between > 0 ? std::sqrt(std::max(0.0, between - within) / between) : 0;
  std::vector<double> means;
  for (const WorldSum& world : worlds)
    if (world.trials > 0)
      means.push_back(totals.mean() + shrinkage * (world.sum / world.trials - totals.mean()));
  return WorldSpread{std::sqrt(variance), sorted_quantile(means, 0.05), sorted_quantile(means, 0.95)};
}

} // namespace casus::tally
