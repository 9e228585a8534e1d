// The bridge is that of a driver alone (bridge.cpp), with matrices: over a half H of the step, K = P(u) F(H -
// u)' P(H)^-1, and the covariance is P(u) - K P(H) K'. What drivers that follow others have become tells of
// these, too.

#include "simulation/drivers/group_bridge.hpp"

namespace casus::simulation {

GroupBridge::GroupBridge(const StepLaw& law, double passed) {
  const double half = law.length / 2;
  const bool is_second = passed > half;
  const double within = is_second ? passed - half : passed;
  const Moments so_far = law.series.moments(within);
  const Moments& whole = law.half;
  const Eigen::MatrixXd joint = so_far.covariance * law.flow.propagator(half - within).transpose();
  const Eigen::MatrixXd& inverse = law.inverse_of_half;
  const Eigen::MatrixXd share = joint * inverse.transpose() * inverse;
  rest = root_of(so_far.covariance - share * joint.transpose());
  const Eigen::MatrixXd of_middle =
      is_second ? Eigen::MatrixXd(so_far.propagator - share * whole.propagator) : share;
  const double of_end = is_second ? 1 : 0;
  of_first = of_middle * law.middle_noise + of_end * share * law.noise;
  of_second = of_middle * law.middle_noise_second + of_end * share * law.noise_second;
}

} // namespace casus::simulation
