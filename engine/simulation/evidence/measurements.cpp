#include "simulation/evidence/measurements.hpp"

#include "distribution/normal.hpp"

#include <Eigen/Cholesky>
#include <Eigen/QR>
#include <cmath>
#include <fmt/core.h>
#include <map>
#include <numbers>

namespace casus::simulation {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;
using Measured = std::vector<const plan::Measurement*>; ///< of one group of drivers

/// The noise of a step's end as far as the mean over the step, which intensities have read, does not tell
/// it.
class LateNoise {
public:
  explicit LateNoise(const StepLaw& law) : law_(law) {
    const MatrixXd of_mean = law.mean_noise * law.mean_noise.transpose() +
                             law.mean_noise_second * law.mean_noise_second.transpose();
    const MatrixXd both =
        law.noise * law.mean_noise.transpose() + law.noise_second * law.mean_noise_second.transpose();
    const MatrixXd of_end =
        law.noise * law.noise.transpose() + law.noise_second * law.noise_second.transpose();
    told_ = of_mean.completeOrthogonalDecomposition().solve(both.transpose()).transpose();
    covariance_ = of_end - told_ * both.transpose();
  }

  const MatrixXd& covariance() const { return covariance_; }
  VectorXd made_of(const VectorXd& first, const VectorXd& second) const {
    return law_.noise * first + law_.noise_second * second -
           told_ * (law_.mean_noise * first + law_.mean_noise_second * second);
  }

private:
  const StepLaw& law_;
  MatrixXd told_; ///< what one expects of the end's noise given the mean's
  MatrixXd covariance_;
};

/// What is measured of a group in a world, and how drivers are to be moved to agree with it.
class Correction {
public:
  Correction(const plan::Plan& plan, const World& world, plan::GroupId group, const Measured& measured)
      : late_(world.law(group)) {
    const auto members = eigen_index(plan.groups[group].members.size());
    const auto count = eigen_index(measured.size());
    of_ = MatrixXd::Zero(count, members);
    values_.resize(count);
    errors_ = VectorXd::Zero(count);
    for (Eigen::Index i = 0; i < count; ++i) {
      const plan::Measurement& each = *measured[static_cast<std::size_t>(i)];
      of_(i, eigen_index(plan.drivers[each.driver].member)) = 1;
      values_(i) = each.value;
      if (each.error) errors_(i) = world.number(*each.error);
    }
    solve(*measured.front());
  }

  const LateNoise& late() const { return late_; }
  const VectorXd& errors() const { return errors_; }
  /// The logarithm of the density of what was measured, where the members come to these means.
  double log_density(const VectorXd& means) const {
    const VectorXd scaled = factor_.matrixL().solve(values_ - of_ * means);
    return -scaled.squaredNorm() / 2 - log_root_;
  }
  /// How far members are to be moved that have come here, with errors of measurement that are drawn.
  VectorXd shift(const VectorXd& here, const VectorXd& drawn_errors) const {
    return gain_ * (values_ - drawn_errors - of_ * here);
  }

private:
  void solve(const plan::Measurement& first) {
    constexpr double smallest = 1e-150; // of a standard deviation, below which there is none
    const MatrixXd variances = errors_.array().square().matrix().asDiagonal();
    factor_.compute(of_ * late_.covariance() * of_.transpose() + variances);
    if (factor_.info() != Eigen::Success || factor_.matrixLLT().diagonal().minCoeff() < smallest)
      throw RunError(
          fmt::format("{} is measured without error where it has no noise: give it an error", first.what));
    const auto count = values_.size();
    gain_ = late_.covariance() * of_.transpose() * factor_.solve(MatrixXd::Identity(count, count));
    log_root_ = factor_.matrixLLT().diagonal().array().log().sum() +
                static_cast<double>(count) * std::log(2 * std::numbers::pi) / 2;
  }

  LateNoise late_;
  MatrixXd of_; ///< rows of the identity
  VectorXd values_, errors_;
  Eigen::LLT<MatrixXd> factor_; ///< of the covariance of what is measured
  MatrixXd gain_;
  double log_root_ = 0;
};

/// Errors of measurement of a lane.
VectorXd drawn_errors(const BlockState& state, std::size_t lane, std::uint64_t seed, const Measured& measured,
                      const VectorXd& deviations) {
  VectorXd errors = deviations;
  for (std::size_t i = 0; i < measured.size(); ++i)
    errors(eigen_index(i)) *=
        distribution::normal_quantile(uniform(key_of(seed, measured[i]->stream), state.stream(lane), 0));
  return errors;
}

} // namespace

void Measurements::weigh(BlockState& state, std::size_t point, LaneWeights& weights) const {
  std::map<plan::GroupId, Measured> groups;
  for (const plan::Measurement& each : plan_.observed->measurements)
    if (each.grid_point == point) groups[plan_.drivers[each.driver].group].push_back(&each);
  for (const auto& [group, measured] : groups) weigh(state, group, measured, weights);
}

void Measurements::weigh(BlockState& state, plan::GroupId group, const Measured& measured,
                         LaneWeights& weights) const {
  const Correction correction(plan_, state.worlds[0], group, measured);
  for (std::size_t lane = 0; lane < state.spec.lanes; ++lane) {
    if (weights.is_dead(lane)) continue;
    const VectorXd here = values(state, lane, group);
    VectorXd noise = VectorXd::Zero(here.size());
    if (plan_.groups[group].is_noisy())
      noise = correction.late().made_of(drivers_.normals(state, lane, group, false),
                                        drivers_.normals(state, lane, group, true));
    weights.add_logarithm(lane, correction.log_density(here - noise));
    const VectorXd errors = drawn_errors(state, lane, seed_, measured, correction.errors());
    move(state, lane, group, correction.shift(here, errors));
  }
}

/// What the group's members come to at the step's end: those that move what they become.
VectorXd Measurements::values(BlockState& state, std::size_t lane, plan::GroupId group) const {
  const auto& members = plan_.groups[group].members;
  VectorXd values(eigen_index(members.size()));
  for (std::size_t i = 0; i < members.size(); ++i)
    values(eigen_index(i)) = members[i].moves() ? state.becoming(plan_.layout.driver_in(members[i].row), lane)
                                                : state.at(members[i].row, lane);
  return values;
}

void Measurements::move(BlockState& state, std::size_t lane, plan::GroupId group, const VectorXd& by) const {
  const auto& members = plan_.groups[group].members;
  for (std::size_t i = 0; i < members.size(); ++i)
    if (members[i].moves())
      state.becoming(plan_.layout.driver_in(members[i].row), lane) += by(eigen_index(i));
}

} // namespace casus::simulation
