// Drivers are Markovian: within a half of the step, only its ends tell of what is between. With P(u) the
// covariance of a noise after u and F(u) the propagator, the bridge over a half H that ends in N(H) has the
// mean K N(H), K = P(u) F(H - u)' P(H)^-1, and the covariance P(u) - K P(H) K'.

#include "simulation/bridge_law.hpp"

#include <Eigen/QR>

namespace casus::simulation {

BridgeLaw::BridgeLaw(const LinearSde& sde, double length, double passed) {
  const double half = length / 2;
  const bool is_second = passed > half;
  const double within = is_second ? passed - half : passed;
  const Moments so_far = moments_of(sde, within);
  const Moments whole = moments_of(sde, half);
  const Eigen::MatrixXd joint = so_far.covariance * moments_of(sde, half - within).propagator.transpose();
  // The covariance is singular where a driver has no noise.
  const Eigen::MatrixXd share =
      whole.covariance.completeOrthogonalDecomposition().solve(joint.transpose()).transpose();
  rest = root_of(so_far.covariance - share * joint.transpose());
  of_middle = is_second ? Eigen::MatrixXd(so_far.propagator - share * whole.propagator) : share;
  of_end = is_second ? share : Eigen::MatrixXd(Eigen::MatrixXd::Zero(share.rows(), share.cols()));
}

} // namespace casus::simulation
