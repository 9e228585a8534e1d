#include "fitting/half_lives.hpp"
#include "simulation/eigen_index.hpp"

#include <Eigen/Cholesky>
#include <nlopt.hpp>

#include <algorithm>
#include <cmath>

namespace casus::fitting {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr int trials = 25;
constexpr int most_evaluations = 600;
/// Steps of the differences, in the logarithm of a half-life.
constexpr double difference = 1e-3;
constexpr double widest = 0.5;
constexpr int most_widenings = 30;
/// Curvatures that differ by less are of one smooth peak.
constexpr double same_curvature = 0.3;

std::vector<double> logarithms(const HalfLives& half_lives) {
  std::vector<double> logs;
  for (const auto& [driver, days] : half_lives) logs.push_back(std::log(days));
  return logs;
}

HalfLives with_logarithms(HalfLives half_lives, const std::vector<double>& logs) {
  std::size_t i = 0;
  for (auto& [driver, days] : half_lives) days = std::exp(logs[i++]);
  return half_lives;
}

/// Puts each half-life in turn at the best of some values all over the range.
HalfLives scan(const Profile& profile, HalfLives best, const HalfLifeRange& range) {
  double highest = profile(best);
  for (const auto& [driver, days] : HalfLives(best)) {
    HalfLives tried = best;
    for (int i = 0; i < trials; ++i) {
      tried[driver] = range.shortest * std::pow(range.longest / range.shortest, (i + 0.5) / trials);
      const double value = profile(tried);
      if (value <= highest) continue;
      highest = value;
      best = tried;
    }
  }
  return best;
}

/// The gradients of all hazards and their log-likelihood, where only half-lives have changed.
struct Moved {
  double value = 0;
  std::map<int, VectorXd> gradients;
};

class Joint {
public:
  Joint(const Exposures& exposures, const HalfLives& half_lives, const std::map<int, FittedHazard>& hazards)
      : exposures_(exposures), half_lives_(half_lives), hazards_(hazards), logs_(logarithms(half_lives)) {
    const auto count = eigen_index(logs_.size());
    own_.resize(count, count);
    for (const auto& [trigger, hazard] : hazards)
      cross_[trigger].resize(count, eigen_index(hazard.free.size()));
    centre_ = at({}).value;
    for (Index a = 0; a < count; ++a) steps_.push_back(step_for(a));
    for (Index a = 0; a < count; ++a) fill(a);
  }

  const MatrixXd& own() const { return own_; }
  /// The mixed derivatives, [half-life][free coefficient].
  const MatrixXd& cross(int trigger) const { return cross_.at(trigger); }

private:
  using Shift = std::vector<std::pair<Index, double>>;

  Moved at(const Shift& shifts) const {
    std::vector<double> logs = logs_;
    for (const auto& [index, by] : shifts) logs[static_cast<std::size_t>(index)] += by;
    Moved moved;
    for (const auto& [trigger, exposure] : exposures_(with_logarithms(half_lives_, logs))) {
      const FittedHazard& hazard = hazards_.at(trigger);
      const Derivatives derivatives = derivatives_at(exposure, hazard.coefficients);
      moved.value += derivatives.value;
      moved.gradients[trigger] = derivatives.gradient(hazard.free);
    }
    return moved;
  }

  double curvature(Index a, double h) const {
    return -(at({{a, h}}).value - 2 * centre_ + at({{a, -h}}).value) / (h * h);
  }

  /// The step of a difference: a small one, unless the likelihood has corners (a driver that reaches its
  /// bounds), which a small step takes for a sharp peak; then one over which the likelihood falls by a half,
  /// a standard error.
  double step_for(Index a) const {
    const double near = curvature(a, difference);
    double step = difference;
    for (int i = 0; i < most_widenings; ++i) {
      const double far = curvature(a, step);
      const double next = far > 0 ? std::clamp(1 / std::sqrt(far), difference, widest) : widest;
      const bool is_found = std::abs(next - step) < 0.01 * step;
      step = next;
      if (is_found) break;
    }
    const double far = curvature(a, step);
    return std::abs(near - far) < same_curvature * far ? difference : step;
  }

  void fill(Index a) {
    const double h = steps_[static_cast<std::size_t>(a)];
    const Moved up = at({{a, h}}), down = at({{a, -h}});
    own_(a, a) = -(up.value - 2 * centre_ + down.value) / (h * h);
    for (auto& [trigger, cross] : cross_)
      cross.row(a) = -(up.gradients.at(trigger) - down.gradients.at(trigger)) / (2 * h);
    for (Index b = 0; b < a; ++b) {
      const double g = steps_[static_cast<std::size_t>(b)];
      own_(a, b) = own_(b, a) = -(at({{a, h}, {b, g}}).value - at({{a, h}, {b, -g}}).value -
                                  at({{a, -h}, {b, g}}).value + at({{a, -h}, {b, -g}}).value) /
                                (4 * h * g);
    }
  }

  const Exposures& exposures_;
  const HalfLives& half_lives_;
  const std::map<int, FittedHazard>& hazards_;
  std::vector<double> logs_;
  double centre_ = 0;
  std::vector<double> steps_; ///< of the differences
  MatrixXd own_;
  std::map<int, MatrixXd> cross_;
};

} // namespace

HalfLifeRange half_life_range(const Scenario& scenario) {
  return {scenario.step / 8, 16 * std::max(scenario.horizon, scenario.step)};
}

HalfLives maximise(const Profile& profile, HalfLives start, const HalfLifeRange& range, bool is_new) {
  if (start.empty()) return start;
  for (auto& [driver, days] : start) days = std::clamp(days, range.shortest, range.longest);
  if (is_new) start = scan(profile, start, range);
  nlopt::opt optimiser(nlopt::LN_SBPLX, static_cast<unsigned>(start.size()));
  optimiser.set_lower_bounds(std::log(range.shortest));
  optimiser.set_upper_bounds(std::log(range.longest));
  optimiser.set_initial_step(0.2);
  optimiser.set_xtol_abs(1e-8);
  optimiser.set_maxeval(most_evaluations);
  const nlopt::vfunc objective = [](const std::vector<double>& logs, std::vector<double>&, void* data) {
    const auto& [best, evaluate] = *static_cast<std::pair<HalfLives, const Profile*>*>(data);
    return (*evaluate)(with_logarithms(best, logs));
  };
  std::pair<HalfLives, const Profile*> data{start, &profile};
  optimiser.set_max_objective(objective, &data);
  std::vector<double> logs = logarithms(start);
  double value = 0;
  try {
    optimiser.optimize(logs, value);
  } catch (const nlopt::roundoff_limited&) { // as near as doubles come
  }
  return with_logarithms(start, logs);
}

MatrixXd joint_covariance(const Exposures& exposures, const HalfLives& half_lives,
                          std::map<int, FittedHazard>& hazards) {
  if (half_lives.empty()) return {};
  const Joint joint(exposures, half_lives, hazards);
  MatrixXd information = joint.own();
  for (const auto& [trigger, hazard] : hazards) {
    const MatrixXd& cross = joint.cross(trigger);
    information -= cross * hazard.covariance * cross.transpose();
  }
  const Eigen::LLT<MatrixXd> factor(information);
  if (factor.info() != Eigen::Success) return {};
  MatrixXd covariance = factor.solve(MatrixXd::Identity(information.rows(), information.cols()));
  for (auto& [trigger, hazard] : hazards) {
    const MatrixXd shift = hazard.covariance * joint.cross(trigger).transpose();
    hazard.covariance += shift * covariance * shift.transpose();
  }
  return covariance;
}

} // namespace casus::fitting
