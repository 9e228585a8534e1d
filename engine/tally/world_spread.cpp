// With W the variance within worlds, N trials and n of them in a world, the sum of squares about the mean has
// the expectation (N - 1) W + (N - sum n^2 / N) T, which gives the variance T between worlds. T + W / n is
// distributed as a variance is, with degrees of freedom of Satterthwaite's kind (1946): so T has an interval.

#include "tally/world_spread.hpp"

#include "tally/estimates.hpp"

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <vector>

namespace casus::tally {
namespace {

constexpr double outside = 0.025; ///< of a 95% interval, on each side

class RandomEffects {
public:
  RandomEffects(std::span<const WorldsSum> clusters, std::uint64_t worlds)
      : clusters_(clusters), worlds_(static_cast<double>(worlds)) {
    double trials_squared = 0;
    for (const WorldsSum& cluster : clusters) {
      if (cluster.trials == 0) continue;
      ++count_;
      all_.merge(cluster);
      trials_squared += cluster.trials * cluster.trials;
    }
    const double worlds_a_cluster = std::max(1.0, worlds_ / count_);
    scale_ = all_.trials - trials_squared / worlds_a_cluster / all_.trials;
    within_ = all_.freedom_within > 0 ? all_.squares_within / all_.freedom_within : 0;
    between_ = (all_.values.squares - (all_.trials - 1) * within_) / scale_;
  }

  bool are_known() const { return count_ > 1 && all_.freedom_within > 0 && all_.values.squares > 0; }
  double mean() const { return all_.values.mean; }
  double sd() const { return std::sqrt(std::max(0.0, between_)); }
  double error_of_mean() const {
    const std::vector<ClusterSum> sums(clusters_.begin(), clusters_.end());
    return coverage_factor(static_cast<std::size_t>(count_)) * clustered_se(sums);
  }

  Interval interval() const {
    const double noise = within_ * worlds_ / all_.trials;
    const double whole = std::max(0.0, between_) + noise;
    const double freedom = std::max(1.0, std::min(worlds_ - 1, 2 * whole * whole / variance_of_between()));
    const boost::math::chi_squared law(freedom);
    const double least = freedom / quantile(complement(law, outside));
    const double most = freedom / quantile(law, outside);
    return {std::sqrt(std::max(0.0, whole * least - noise)), std::sqrt(std::max(0.0, whole * most - noise))};
  }

private:
  /// What a cluster adds to the estimate beyond its share of it.
  double influence(const WorldsSum& cluster) const {
    const double distance = cluster.values.mean - all_.values.mean;
    const double squares = cluster.values.squares + cluster.values.count * distance * distance;
    const double chance = within_ * cluster.trials;
    const double surplus_within = cluster.squares_within - within_ * cluster.freedom_within;
    return (squares - chance - surplus_within * all_.trials / all_.freedom_within -
            between_ * cluster.trials * scale_ / all_.trials) /
           scale_;
  }

  double variance_of_between() const {
    double squares = 0;
    for (const WorldsSum& cluster : clusters_)
      if (cluster.trials > 0) squares += std::pow(influence(cluster), 2);
    return count_ / (count_ - 1) * squares;
  }

  std::span<const WorldsSum> clusters_;
  WorldsSum all_;
  double worlds_;
  double count_ = 0; ///< of clusters that have trials
  double scale_ = 0;
  double within_ = 0, between_ = 0; ///< variances
};

Interval about(double value, double other, double another, double reach) {
  return {value - std::hypot(value - other, reach), value + std::hypot(another - value, reach)};
}

/// The quantile of a shifted lognormal law with mean 0, standard deviation 1 and this skewness, turned over
/// where that is negative (Johnson 1949; the variance of its logarithm by Aitchison and Brown 1957,
/// sec. 5.5).
double lognormal_score(double p, double skewness) {
  constexpr double hardly_skewed = 1e-3;
  const double z = boost::math::quantile(boost::math::normal(), p);
  if (std::abs(skewness) < hardly_skewed) return z;
  if (skewness < 0) return -lognormal_score(1 - p, -skewness);
  const double half = skewness * skewness / 2;
  const double root = std::cbrt(1 + half + skewness * std::sqrt(1 + half / 2));
  const double omega = root + 1 / root - 1; // the exponential of that variance
  return (std::exp(std::sqrt(std::log(omega)) * z) - std::sqrt(omega)) / std::sqrt(omega * (omega - 1));
}

} // namespace

double WorldMeans::quantile(double p, double mean, double sd) const {
  if (sd == 0) return mean;
  if (cells_ != nullptr) return mean + sd * lognormal_score(p, cells_->third() / (sd * sd * sd));
  // A share of 0 or 1 in every world is the most that worlds can differ by.
  constexpr double nearly_all = 0.999;
  const double most = mean * (1 - mean);
  const double size = most / std::min(sd * sd, nearly_all * most) - 1;
  return boost::math::quantile(boost::math::beta_distribution(mean * size, (1 - mean) * size), p);
}

Interval WorldMeans::possible(Interval interval) const {
  if (cells_ != nullptr) return interval;
  return {std::clamp(interval.low, 0.0, 1.0), std::clamp(interval.high, 0.0, 1.0)};
}

std::optional<WorldSpread> spread_between(std::span<const WorldsSum> clusters, std::uint64_t worlds,
                                          const WorldMeans& means) {
  const RandomEffects effects(clusters, worlds);
  if (!effects.are_known()) return std::nullopt;
  const auto quantile = [&](double p, double sd) { return means.quantile(p, effects.mean(), sd); };
  WorldSpread spread{.sd = effects.sd(), .sd_ci95 = effects.interval()};
  const auto [least, most] = spread.sd_ci95;
  const double reach = effects.error_of_mean();
  spread.p05 = quantile(0.05, spread.sd);
  spread.p95 = quantile(0.95, spread.sd);
  spread.p05_ci95 = means.possible(about(spread.p05, quantile(0.05, most), quantile(0.05, least), reach));
  spread.p95_ci95 = means.possible(about(spread.p95, quantile(0.95, least), quantile(0.95, most), reach));
  return spread;
}

} // namespace casus::tally
