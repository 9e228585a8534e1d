#include "tuning/misfit.hpp"
#include "simulation/eigen_index.hpp"

#include <boost/math/distributions/normal.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace casus::tuning {
namespace {

/// Beyond this the normal distribution function leaves what numbers can hold.
constexpr double lowest_score = -30;

/// The misfit of an order: the odds of the one are above those of the other with the probability of a normal
/// variate.
Misfit of_order(double difference, double spread) {
  const double score = std::max(difference / spread, lowest_score);
  const boost::math::normal normal;
  const double share = boost::math::cdf(normal, score);
  const double ratio = boost::math::pdf(normal, score) / share; // inverse Mills ratio
  return {-std::log(share), -ratio / spread, ratio * (ratio + score) / (spread * spread)};
}

} // namespace

Misfit misfit(const Target& target, double prediction, double error) {
  const double variance = target.spread * target.spread + error * error;
  if (target.kind == TargetKind::order) return of_order(prediction, std::sqrt(variance));
  const double difference = prediction - target.location;
  return {difference * difference / (2 * variance), difference / variance, 1 / variance};
}

bool is_known(const Predictions& predictions, std::size_t target) {
  return std::isfinite(predictions.values(eigen_index(target)));
}

double deviations(const Target& target, double prediction) {
  if (target.kind == TargetKind::order) return std::min(0.0, prediction / target.spread);
  return (prediction - target.location) / target.spread;
}

double objective(const std::vector<Target>& targets, const Predictions& predictions,
                 const Eigen::VectorXd& scores) {
  double sum = scores.squaredNorm() / 2;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const auto row = eigen_index(i);
    if (is_known(predictions, i))
      sum += misfit(targets[i], predictions.values(row), predictions.errors(row)).value;
  }
  return sum;
}

} // namespace casus::tuning
