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

/// The covariance that drivers come to, by doubling the time until nothing of the past is left. None where it
/// grows for ever.
std::optional<Eigen::MatrixXd> stationary_covariance(const LinearSde& sde, double length) {
  constexpr int most_doublings = 60;
  constexpr double forgotten = 1e-18;
  Moments moments = moments_of(sde, length);
  for (int i = 0; i < most_doublings; ++i) {
    const double left = moments.propagator.cwiseAbs().maxCoeff();
    if (left * left < forgotten) return moments.covariance;
    moments = doubled(moments);
    if (!moments.covariance.allFinite()) break;
  }
  return std::nullopt;
}

/// Where drivers hardly move within a step, the noise of the middle has the same law but for rounding.
constexpr double hardly = 1e-7;

/// The rows and columns of a matrix that belong to some of the members.
Eigen::MatrixXd part_of(const Eigen::MatrixXd& whole, const std::vector<Eigen::Index>& members) {
  return whole(members, members);
}

/// The root of the covariance of the mean's noise: of members that settle S - phi S phi', of the others the
/// middle's own.
Eigen::MatrixXd root_of_mean(const LinearSde& sde, const plan::GroupPlan& group, const Flow& flow,
                             double length, const Eigen::MatrixXd& root_of_middle) {
  Eigen::MatrixXd root = root_of_middle;
  std::vector<Eigen::Index> settling;
  for (std::size_t i = 0; i < group.members.size(); ++i)
    if (group.members[i].settles) settling.push_back(eigen_index(i));
  if (settling.empty()) return root;
  const Eigen::MatrixXd drift = part_of(sde.drift, settling);
  if (drift.diagonal().cwiseAbs().minCoeff() * length < hardly) return root;
  const auto covariance = stationary_covariance(
      {drift, Eigen::VectorXd::Zero(drift.rows()), part_of(sde.diffusion, settling)}, length);
  if (!covariance) return root;
  const Eigen::MatrixXd forgotten =
      Eigen::MatrixXd::Identity(drift.rows(), drift.rows()) - part_of(flow.mean_propagator(), settling);
  const Eigen::MatrixXd half = forgotten * *covariance;
  const Eigen::MatrixXd root_of_settling = root_of(half + half.transpose() - half * forgotten.transpose());
  for (std::size_t i = 0; i < settling.size(); ++i) {
    root.row(settling[i]).setZero();
    root(settling[i], settling) = root_of_settling.row(eigen_index(i));
  }
  return root;
}

} // namespace

StepLaw::StepLaw(const LinearSde& equation, const plan::GroupPlan& group, double step, bool is_refined)
    : sde(equation), length(step), flow(equation, step, ways_of(group)), half(moments_of(sde, step / 2)) {
  const bool is_alone = sde.drift.rows() == 1; // whose closed form is as cheap, and exact
  const Moments whole = is_alone ? moments_of(sde, length) : doubled(half);
  propagator = whole.propagator;
  shift = whole.shift;
  const Eigen::MatrixXd root = root_of(half.covariance);
  const Eigen::MatrixXd of_mean = root_of_mean(sde, group, flow, length, root);
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
  const Eigen::MatrixXd root_of_end = root_of(whole.covariance);
  // The normals of the middle, given those of the end.
  const Eigen::MatrixXd known = inverse_of_root(root) * half.covariance * half.propagator.transpose() *
                                inverse_of_root(root_of_end).transpose();
  const Eigen::MatrixXd fresh =
      root_of(Eigen::MatrixXd::Identity(root.rows(), root.rows()) - known * known.transpose());
  middle_noise = root * known;
  middle_noise_second = root * fresh;
  mean_noise = of_mean * known;
  mean_noise_second = of_mean * fresh;
  noise = root_of_end;
  noise_second = zero;
}

} // namespace casus::simulation
