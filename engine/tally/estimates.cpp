#include "tally/estimates.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace casus::tally {
namespace {

struct Totals {
  double clusters = 0; ///< that have trials, or something to say without
  double trials = 0;
  double sum = 0;
  double mean() const { return sum / trials; }
};

Totals totals_of(std::span<const ClusterSum> clusters) {
  Totals totals;
  for (const ClusterSum& cluster : clusters) {
    if (cluster.trials == 0 && cluster.sum == 0) continue;
    ++totals.clusters;
    totals.trials += cluster.trials;
    totals.sum += cluster.sum;
  }
  return totals;
}

} // namespace

double clustered_se(std::span<const ClusterSum> clusters) {
  const Totals totals = totals_of(clusters);
  if (totals.clusters < 2) return 0;
  double squares = 0;
  for (const ClusterSum& cluster : clusters)
    squares += std::pow(cluster.sum - totals.mean() * cluster.trials, 2);
  return std::sqrt(totals.clusters / (totals.clusters - 1) * squares) / totals.trials;
}

double coverage_factor(std::size_t clusters) {
  if (clusters < 2) return boost::math::quantile(boost::math::normal(), 0.975);
  return boost::math::quantile(boost::math::students_t(static_cast<double>(clusters - 1)), 0.975);
}

Interval wilson(double share, double trials, double factor) {
  const double square = factor * factor / trials;
  const double centre = (share + square / 2) / (1 + square);
  const double reach = std::sqrt(share * (1 - share) * square + square * square / 4) / (1 + square);
  // At the ends of the range the formula gives 0 and 1 but for rounding, so they are set.
  return {share == 0 ? 0 : std::max(0.0, centre - reach), share == 1 ? 1 : std::min(1.0, centre + reach)};
}

} // namespace casus::tally
