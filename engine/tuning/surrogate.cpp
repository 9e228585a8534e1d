#include "tuning/surrogate.hpp"

#include "simulation/eigen_index.hpp"
#include "tuning/misfit.hpp"

#include <nlopt.hpp>

#include <algorithm>
#include <stdexcept>

namespace casus::tuning {
namespace {

/// The minimum is found to this tolerance, far below what chance leaves of any score.
constexpr double tolerance = 1e-7;
constexpr int most_evaluations = 2000;

Eigen::MatrixXd shrunk(const Eigen::MatrixXd& slopes, const Eigen::MatrixXd& errors) {
  const Eigen::ArrayXXd squares = slopes.array().square();
  const Eigen::ArrayXXd sums = squares + errors.array().square();
  return (sums > 0).select(slopes.array() * squares / sums, 0.0).matrix();
}

struct Problem {
  std::function<double(const Eigen::VectorXd&, Eigen::VectorXd*)> value;
};

double evaluate(const std::vector<double>& x, std::vector<double>& gradient, void* data) {
  const auto& problem = *static_cast<const Problem*>(data);
  const Eigen::VectorXd scores = Eigen::Map<const Eigen::VectorXd>(x.data(), eigen_index(x.size()));
  Eigen::VectorXd slope;
  const double value = problem.value(scores, gradient.empty() ? nullptr : &slope);
  if (!gradient.empty()) Eigen::Map<Eigen::VectorXd>(gradient.data(), slope.size()) = slope;
  return value;
}

} // namespace

Surrogate::Surrogate(const std::vector<Target>& targets, Predictions predictions, Eigen::VectorXd scores)
    : targets_(targets), predictions_(std::move(predictions)),
      slopes_(shrunk(predictions_.slopes, predictions_.slope_errors)), scores_(std::move(scores)) {}

Eigen::VectorXd Surrogate::predicted(const Eigen::VectorXd& scores) const {
  return predictions_.values + slopes_ * (scores - scores_);
}

double Surrogate::at(const Eigen::VectorXd& scores, Eigen::VectorXd* gradient) const {
  return at(scores, gradient, std::nullopt);
}

double Surrogate::at(const Eigen::VectorXd& scores, Eigen::VectorXd* gradient,
                     std::optional<std::size_t> without) const {
  const Eigen::VectorXd values = predicted(scores);
  double sum = scores.squaredNorm() / 2;
  if (gradient != nullptr) *gradient = scores;
  for (std::size_t i = 0; i < targets_.size(); ++i) {
    if (without == i || !is_known(predictions_, i)) continue;
    const auto row = eigen_index(i);
    const Misfit found = misfit(targets_[i], values(row), predictions_.errors(row));
    sum += found.value;
    if (gradient != nullptr) *gradient += found.slope * slopes_.row(row).transpose();
  }
  return sum;
}

Eigen::VectorXd Surrogate::minimum(double radius, std::optional<std::size_t> without) const {
  const auto count = static_cast<std::size_t>(scores_.size());
  // Far from all targets the objective is huge, and what a step gains would be lost in its digits.
  const double here = at(scores_, nullptr, without), scale = 1 / std::max(here, 1.0);
  Problem problem{[&](const Eigen::VectorXd& at_scores, Eigen::VectorXd* gradient) {
    const double value = at(at_scores, gradient, without);
    if (gradient != nullptr) *gradient *= scale;
    return (value - here) * scale;
  }};
  nlopt::opt optimizer(nlopt::LD_LBFGS, static_cast<unsigned>(count));
  std::vector<double> x(scores_.begin(), scores_.end()), lower(count), upper(count);
  for (std::size_t i = 0; i < count; ++i) {
    lower[i] = x[i] - radius;
    upper[i] = x[i] + radius;
  }
  optimizer.set_lower_bounds(lower);
  optimizer.set_upper_bounds(upper);
  optimizer.set_min_objective(evaluate, &problem);
  optimizer.set_ftol_abs(tolerance * tolerance);
  optimizer.set_xtol_abs(tolerance);
  optimizer.set_maxeval(most_evaluations);
  double least = 0;
  try {
    optimizer.optimize(x, least);
  } catch (const nlopt::roundoff_limited&) { // x is as good as the digits allow
  } catch (const std::runtime_error&) {      // the line search found nothing better than where it was
  }
  return Eigen::Map<const Eigen::VectorXd>(x.data(), scores_.size());
}

Eigen::MatrixXd Surrogate::information() const {
  Eigen::MatrixXd information = Eigen::MatrixXd::Zero(scores_.size(), scores_.size());
  for (std::size_t i = 0; i < targets_.size(); ++i) {
    if (!is_known(predictions_, i)) continue;
    const auto row = eigen_index(i);
    const double curvature =
        misfit(targets_[i], predictions_.values(row), predictions_.errors(row)).curvature;
    information += curvature * slopes_.row(row).transpose() * slopes_.row(row);
  }
  return information;
}

} // namespace casus::tuning
