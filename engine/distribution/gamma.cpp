// A gamma distribution is found from two quantiles: their ratio depends on the shape alone, and falls as the
// shape grows.

#include "distribution/families.hpp"
#include "distribution/policy.hpp"
#include "distribution/require.hpp"
#include "distribution/root.hpp"

#include <boost/math/distributions/gamma.hpp>

namespace casus::distribution {

namespace {

using GammaLaw = boost::math::gamma_distribution<double, Quiet>;

/// The logarithm of the shape is searched between these: below, the quantiles underflow; above, none can be
/// computed.
constexpr double least_log_shape = -5, greatest_log_shape = 13.8;

class Gamma : public Shape {
public:
  Gamma(double shape, double scale) : law_(shape, scale) {}

  double quantile(double u) const override { return boost::math::quantile(law_, u); }
  double lowest() const override { return 0; }
  double highest() const override { return std::numeric_limits<double>::infinity(); }

private:
  GammaLaw law_;
};

double log_standard_quantile(double shape, double p) {
  const double quantile = boost::math::quantile(GammaLaw(shape), p);
  return std::log(std::max(quantile, std::numeric_limits<double>::min()));
}

ShapePointer make_gamma(const std::vector<double>& shape_scale) {
  require_exponent("shape", shape_scale[0]);
  require_positive("scale", shape_scale[1]);
  return std::make_shared<Gamma>(shape_scale[0], shape_scale[1]);
}

ShapePointer make_gamma_of_rate(const std::vector<double>& shape_rate) {
  require_exponent("shape", shape_rate[0]);
  require_positive("rate", shape_rate[1]);
  return make_gamma({shape_rate[0], 1 / shape_rate[1]});
}

ShapePointer make_gamma_of_moments(const std::vector<double>& mean_sd) {
  require_positive("mean", mean_sd[0]);
  require_positive("sd", mean_sd[1]);
  const double variation = mean_sd[1] / mean_sd[0];
  return make_gamma({1 / (variation * variation), mean_sd[1] * variation});
}

ShapePointer fit_gamma(const Anchors& two) {
  const auto [low, high] = std::pair(two.quantiles[0], two.quantiles[1]);
  require(low.x > 0, "the quantile " + text_of(low.x) + " is not above zero, as all of a gamma is");
  const auto excess = [low = low, high = high](double log_shape) {
    const double shape = std::exp(log_shape);
    return log_standard_quantile(shape, high.p) - log_standard_quantile(shape, low.p) -
           std::log(high.x / low.x);
  };
  const auto log_shape = root_between(excess, least_log_shape, greatest_log_shape);
  require(log_shape.has_value(),
          "no gamma distribution that can be computed has these quantiles (they are too far "
          "apart or too close together): use another family");
  const double shape = std::exp(*log_shape);
  return make_gamma({shape, high.x / boost::math::quantile(GammaLaw(shape), high.p)});
}

} // namespace

Family gamma() {
  return {.name = "gamma",
          .says = "A number above 0: the sum of `shape` exponential ones, each with the mean `scale`.",
          .ways = {{{"shape", "scale"}, make_gamma},
                   {{"shape", "rate"}, make_gamma_of_rate},
                   {{"mean", "sd"}, make_gamma_of_moments}},
          .anchors = 2,
          .from_anchors = fit_gamma};
}

} // namespace casus::distribution
