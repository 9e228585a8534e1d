#pragma once

#include <Eigen/Core>

namespace casus::simulation {

/// dx = (drift x + constant) dt + dM with Cov(dM) = diffusion dt, time in days.
struct LinearSde {
  Eigen::MatrixXd drift;
  Eigen::VectorXd constant;
  Eigen::MatrixXd diffusion;

  bool operator==(const LinearSde&) const = default;
};

/// The exact law of x after a while: normal, with mean propagator x + shift and this covariance.
struct Moments {
  Eigen::MatrixXd propagator;
  Eigen::VectorXd shift;
  Eigen::MatrixXd covariance;
};

/// How far from 0 each member comes by its own noise or that of those it follows, as a power of two. In these
/// units numbers of all sizes stand beside one another without loss.
Eigen::VectorXd units_of(const LinearSde& sde);

/// What becomes of drivers without noise: F = exp(drift u) and c, the integral of F constant.
struct Motion {
  Eigen::MatrixXd propagator;
  Eigen::VectorXd shift;
};
Motion motion_of(const LinearSde& sde, double time);

/// The moments over `length` days, exact but for rounding: Van Loan 1978, "Computing integrals involving the
/// matrix exponential", with doubling of the time where the exponents are large.
Moments moments_of(const LinearSde& sde, double length);
/// The moments over twice the time of others.
Moments doubled(const Moments& half);

/// The lower Cholesky factor of a covariance that may be singular: a member whose noise the earlier ones
/// determine has a column of zeros. Not pivoted, so that a member keeps its own noise whatever the numbers.
Eigen::MatrixXd root_of(const Eigen::MatrixXd& covariance);
/// The inverse of such a root, as far as it has one: a member without noise of its own has a row of zeros.
Eigen::MatrixXd inverse_of_root(const Eigen::MatrixXd& root);

} // namespace casus::simulation
