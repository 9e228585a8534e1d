#include "fitting/residuals.hpp"

#include <boost/math/distributions/normal.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include <algorithm>
#include <cmath>

namespace casus::fitting {
namespace {

/// The probability that the supremum of a Brownian bridge exceeds x (Kolmogorov 1933); below 0.3 it is 1 to
/// five digits.
double kolmogorov_tail(double x) {
  if (x < 0.3) return 1;
  double sum = 0;
  for (int k = 1; k <= 50; ++k) sum += (k % 2 == 1 ? 2 : -2) * std::exp(-2.0 * k * k * x * x);
  return std::clamp(sum, 0.0, 1.0);
}

double distance_from_exponential(const std::vector<double>& ascending) {
  const auto count = static_cast<double>(ascending.size());
  double greatest = 0;
  for (std::size_t i = 0; i < ascending.size(); ++i) {
    const double share = -std::expm1(-ascending[i]);
    greatest = std::max(
        {greatest, share - static_cast<double>(i) / count, static_cast<double>(i + 1) / count - share});
  }
  return greatest;
}

double normal_score(double time) {
  constexpr double least = 1e-12;
  const boost::math::normal standard;
  return boost::math::quantile(standard, std::clamp(-std::expm1(-time), least, 1 - least));
}

double lag_correlation(const std::vector<double>& times) {
  double products = 0, squares = 0, previous = normal_score(times[0]);
  for (std::size_t i = 1; i < times.size(); ++i) {
    const double score = normal_score(times[i]);
    products += previous * score;
    squares += (previous * previous + score * score) / 2;
    previous = score;
  }
  return squares > 0 ? products / squares : 0;
}

} // namespace

std::vector<double> rescaled_times(const Exposure& exposure, const Eigen::VectorXd& coefficients) {
  std::vector<double> times;
  double time = 0;
  for (Eigen::Index i = 0; i < exposure.pieces(); ++i) {
    const double log_intensity = exposure.offsets(i) + coefficients(0) +
                                 exposure.terms.row(i).dot(coefficients.tail(exposure.terms.cols()));
    time += exposure.days(i) * std::exp(log_intensity);
    if (exposure.events(i) == 0) continue;
    times.push_back(time);
    time = 0;
  }
  return times;
}

Residuals residuals_of(const std::vector<double>& times) {
  Residuals result{.times = times};
  if (times.empty()) return result;
  std::sort(result.times.begin(), result.times.end());
  result.ks = distance_from_exponential(result.times);
  const double root = std::sqrt(static_cast<double>(times.size()));
  result.ks_p = kolmogorov_tail(result.ks * (root + 0.12 + 0.11 / root));
  if (times.size() < 3) return result;
  result.lag_correlation = lag_correlation(times);
  result.lag_p =
      std::erfc(std::abs(result.lag_correlation) * std::sqrt(static_cast<double>(times.size() - 1) / 2));
  return result;
}

double chi_squared_tail(double statistic, int degrees) {
  return boost::math::gamma_q(degrees / 2.0, std::max(statistic, 0.0) / 2);
}

} // namespace casus::fitting
