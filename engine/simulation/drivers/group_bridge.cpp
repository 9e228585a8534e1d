// The bridge is that of a driver alone (bridge.cpp), with matrices: over a half H of the step, whose noise is
// L z, what of it is there after u of it is J z + R y, with J = P(u) F(H - u)' L'^-1 and R R' = P(u) - J J'.
// In the second half what is left of the first one's noise comes in addition, F(u) L z, and w stands for z.
// What drivers that follow others have become tells of these, too.

#include "simulation/drivers/group_bridge.hpp"

namespace casus::simulation {

GroupBridge::GroupBridge(const StepLaw& law, double passed) {
  const double half = law.length / 2;
  const bool is_second = passed > half;
  const double within = is_second ? passed - half : passed;
  const Moments so_far = law.series.moments(within);
  const Eigen::MatrixXd joint = so_far.covariance * law.flow.propagator(half - within).transpose();
  const Eigen::MatrixXd known = joint * law.inverse_of_half.transpose().triangularView<Eigen::Upper>();
  rest = root_of(so_far.covariance - known * known.transpose());
  of_first = is_second ? Eigen::MatrixXd(so_far.propagator * law.middle_noise) : known;
  of_second = is_second ? known : Eigen::MatrixXd::Zero(known.rows(), known.cols());
  if (!law.is_refined) return;
  of_first = known * (is_second ? law.second_half.of_first : law.first_half.of_first);
  of_second = known * (is_second ? law.second_half.of_second : law.first_half.of_second);
  if (!is_second) return;
  of_first += so_far.propagator * law.middle_noise;
  of_second += so_far.propagator * law.middle_noise_second;
}

} // namespace casus::simulation
