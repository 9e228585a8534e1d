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

/// The exact law of x after a step: x' = propagator x + shift + noise z, with z standard normal.
struct Transition {
  Eigen::MatrixXd propagator;
  Eigen::VectorXd shift;
  Eigen::MatrixXd noise; ///< lower triangular
};

/// The transition over `length` days. Exact but for rounding: Van Loan 1978, "Computing integrals involving
/// the matrix exponential", with doubling of the step where the exponents are large.
Transition solve(const LinearSde& sde, double length);

} // namespace casus::simulation
