// The normal distribution, and the lognormal as the exponential of one.

#include "distribution/normal.hpp"
#include "distribution/families.hpp"
#include "distribution/require.hpp"

#include <boost/math/special_functions/erf.hpp>

#include <cmath>
#include <limits>
#include <numbers>

namespace casus::distribution {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

class Normal : public Shape {
public:
  Normal(double mean, double sd) : mean_(mean), sd_(sd) {}

  double quantile(double u) const override { return mean_ + sd_ * normal_quantile(u); }
  double lowest() const override { return -infinity; }
  double highest() const override { return infinity; }

private:
  double mean_;
  double sd_;
};

class Lognormal : public Shape {
public:
  Lognormal(double mu, double sigma) : logarithm_(mu, sigma) {}

  double quantile(double u) const override { return std::exp(logarithm_.quantile(u)); }
  double lowest() const override { return 0; }
  double highest() const override { return infinity; }

private:
  Normal logarithm_;
};

struct MeanAndSd {
  double mean;
  double sd;
};

MeanAndSd normal_through(Quantile low, Quantile high) {
  const double z_low = normal_quantile(low.p), z_high = normal_quantile(high.p);
  const double sd = (high.x - low.x) / (z_high - z_low);
  return {low.x - sd * z_low, sd};
}

ShapePointer make_normal(const std::vector<double>& mean_sd) {
  require_positive("sd", mean_sd[1]);
  return std::make_shared<Normal>(mean_sd[0], mean_sd[1]);
}

ShapePointer fit_normal(const Anchors& two) {
  const auto [mean, sd] = normal_through(two.quantiles[0], two.quantiles[1]);
  return std::make_shared<Normal>(mean, sd);
}

ShapePointer make_lognormal(const std::vector<double>& mu_sigma) {
  require_positive("sigma", mu_sigma[1]);
  return std::make_shared<Lognormal>(mu_sigma[0], mu_sigma[1]);
}

ShapePointer make_lognormal_of_median(const std::vector<double>& median_sigma) {
  require_positive("median", median_sigma[0]);
  return make_lognormal({std::log(median_sigma[0]), median_sigma[1]});
}

ShapePointer make_lognormal_of_moments(const std::vector<double>& mean_sd) {
  require_positive("mean", mean_sd[0]);
  require_positive("sd", mean_sd[1]);
  const double variation = mean_sd[1] / mean_sd[0];
  const double variance = std::log1p(variation * variation);
  return make_lognormal({std::log(mean_sd[0]) - variance / 2, std::sqrt(variance)});
}

ShapePointer fit_lognormal(const Anchors& two) {
  const auto [low, high] = std::pair(two.quantiles[0], two.quantiles[1]);
  require(low.x > 0, "the quantile " + text_of(low.x) + " is not above zero, as all of a lognormal is");
  const auto [mu, sigma] = normal_through({low.p, std::log(low.x)}, {high.p, std::log(high.x)});
  return make_lognormal({mu, sigma});
}

} // namespace

Family normal() {
  return {.name = "normal",
          .says = "The bell curve, about mean.",
          .ways = {{{"mean", "sd"}, make_normal}},
          .anchors = 2,
          .from_anchors = fit_normal};
}

Family lognormal() {
  return {.name = "lognormal",
          .says = "A number above 0 whose logarithm is normal.",
          .ways = {{{"mu", "sigma"}, make_lognormal},
                   {{"median", "sigma"}, make_lognormal_of_median},
                   {{"mean", "sd"}, make_lognormal_of_moments}},
          .anchors = 2,
          .from_anchors = fit_lognormal};
}

double normal_share(double z) { return boost::math::erfc(-z / std::numbers::sqrt2) / 2; }

double normal_quantile(double u) { return -std::numbers::sqrt2 * boost::math::erfc_inv(2 * u); }

} // namespace casus::distribution
