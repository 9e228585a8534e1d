#pragma once

#include "distribution/policy.hpp"
#include "distribution/shape.hpp"

#include <boost/math/distributions/beta.hpp>

#include <cmath>

namespace casus::distribution {

using BetaLaw = boost::math::beta_distribution<double, Quiet>;

/// A beta distribution stretched from [0, 1] to [min, max].
class ScaledBeta : public Shape {
public:
  ScaledBeta(double alpha, double beta, double min, double max) : law_(alpha, beta), min_(min), max_(max) {}

  double quantile(double u) const override { return std::lerp(min_, max_, boost::math::quantile(law_, u)); }
  double lowest() const override { return min_; }
  double highest() const override { return max_; }

private:
  BetaLaw law_;
  double min_;
  double max_;
};

} // namespace casus::distribution
