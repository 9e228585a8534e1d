// As of a driver alone (bridge.cpp), with matrices: over a half H of the step, K = P(u) F(H - u)' P(H)^-1,
// and the covariance is P(u) - K P(H) K'. What drivers that follow others have become tells of these, too.

#include "simulation/group_bridge.hpp"

namespace casus::simulation {

GroupBridge::GroupBridge(const LinearSde& sde, double length, double passed) {
  const double half = length / 2;
  const bool is_second = passed > half;
  const double within = is_second ? passed - half : passed;
  const Moments so_far = moments_of(sde, within);
  const Moments whole = moments_of(sde, half);
  const Eigen::MatrixXd joint = so_far.covariance * moments_of(sde, half - within).propagator.transpose();
  const Eigen::MatrixXd inverse = inverse_of_root(root_of(whole.covariance));
  const Eigen::MatrixXd share = joint * inverse.transpose() * inverse;
  rest = root_of(so_far.covariance - share * joint.transpose());
  of_middle = is_second ? Eigen::MatrixXd(so_far.propagator - share * whole.propagator) : share;
  of_end = is_second ? share : Eigen::MatrixXd(Eigen::MatrixXd::Zero(share.rows(), share.cols()));
}

} // namespace casus::simulation
