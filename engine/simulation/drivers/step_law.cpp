// The noise N of a step is drawn at its middle and at its end. Of a scenario's own step, z and w are the
// noises of its two halves. Of a step that is half of another, z is the noise of the whole, which the longer
// step knows too, and w what the middle has besides: so a finer grid refines the same path. The mean over a
// step has less noise than its middle where drivers settle: so much that its law is the stationary one if
// theirs is. It is the middle's normals that it is made of.

#include "simulation/drivers/step_law.hpp"

#include "simulation/eigen_index.hpp"

namespace casus::simulation {
namespace {

Flow::Ways ways_of(const plan::GroupPlan& group) {
  Flow::Ways ways;
  for (const plan::MemberPlan& member : group.members) {
    ways.reached.push_back(member.reached);
    ways.leaders.push_back(member.leaders);
  }
  return ways;
}

/// Where drivers hardly move within a step, the noise of the middle has the same law but for rounding.
constexpr double hardly = 1e-7;

/// The rows and columns of a matrix that belong to some of the members.
Eigen::MatrixXd part_of(const Eigen::MatrixXd& whole, const std::vector<Eigen::Index>& members) {
  return whole(members, members);
}

/// The root of the covariance of the mean's noise: of members that settle S - phi S phi', of the others the
/// middle's own.
Eigen::MatrixXd root_of_mean(const StepLaw& law, const plan::GroupPlan& group,
                             const Eigen::MatrixXd& root_of_middle) {
  Eigen::MatrixXd root = root_of_middle;
  std::vector<Eigen::Index> settling;
  for (std::size_t i = 0; i < group.members.size(); ++i)
    if (group.members[i].settles) settling.push_back(eigen_index(i));
  if (settling.empty()) return root;
  const Eigen::VectorXd pulls = law.sde.drift.diagonal()(settling);
  if (pulls.cwiseAbs().minCoeff() * law.length < hardly) return root;
  const auto covariance = law.series.stationary_covariance(settling);
  if (!covariance) return root;
  const Eigen::MatrixXd forgotten = Eigen::MatrixXd::Identity(covariance->rows(), covariance->cols()) -
                                    part_of(law.flow.mean_propagator(), settling);
  const Eigen::MatrixXd half = forgotten * *covariance;
  const Eigen::MatrixXd root_of_settling = root_of(half + half.transpose() - half * forgotten.transpose());
  for (std::size_t i = 0; i < settling.size(); ++i) {
    root.row(settling[i]).setZero();
    root(settling[i], settling) = root_of_settling.row(eigen_index(i));
  }
  return root;
}

} // namespace

StepLaw::StepLaw(const LinearSde& equation, const plan::GroupPlan& group, double step, bool is_half)
    : sde(equation), series(equation, ways_of(group).leaders), length(step), is_refined(is_half),
      flow(sde, series, step, ways_of(group)), half(series.moments(step / 2)) {
  const Moments whole = series.moments(step);
  propagator = whole.propagator;
  shift = whole.shift;
  const Eigen::MatrixXd root = root_of(half.covariance);
  inverse_of_half = inverse_of_root(root);
  const Eigen::MatrixXd of_mean = root_of_mean(*this, group, root);
  const auto zero = Eigen::MatrixXd::Zero(root.rows(), root.rows());
  if (!is_refined) {
    middle_noise = root;
    middle_noise_second = zero;
    mean_noise = of_mean;
    mean_noise_second = zero;
    noise = half.propagator * root;
    noise_second = root;
    return;
  }
  noise = root_of(whole.covariance);
  noise_second = zero;
  // The normals of the middle, given those of the end.
  first_half.of_first =
      inverse_of_half * half.covariance * half.propagator.transpose() * inverse_of_root(noise).transpose();
  first_half.of_second = root_of(Eigen::MatrixXd::Identity(root.rows(), root.rows()) -
                                 first_half.of_first * first_half.of_first.transpose());
  middle_noise = root * first_half.of_first;
  middle_noise_second = root * first_half.of_second;
  second_half.of_first = inverse_of_half * (noise - half.propagator * middle_noise);
  second_half.of_second = -inverse_of_half * half.propagator * middle_noise_second;
  mean_noise = of_mean * first_half.of_first;
  mean_noise_second = of_mean * first_half.of_second;
}

} // namespace casus::simulation
