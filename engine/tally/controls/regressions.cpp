#include "tally/controls/regressions.hpp"

#include "simulation/eigen_index.hpp"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <limits>

namespace casus::tally {
namespace {

/// A coefficient must be so many standard errors from 0, or it counts as 0.
constexpr double least_z = 2.5;
/// From so many on it counts as it was found.
constexpr double sure_z = 4;
/// It must come from so many trajectories, as far as they weigh alike.
constexpr double fewest_sources = 8;
/// Several together must be so many standard deviations more than by chance.
constexpr double least_joint_z = 4;
/// The share by which squares are raised, so that of controls that determine one another each has a
/// coefficient.
constexpr double ridge = 1e-9;

} // namespace

void Regression::add(double value, double trials, double answers, double trajectories) {
  const double square = value * value;
  x += value;
  xx += square * trajectories;
  xy += value * answers;
  xt += value * trials;
  xxyy += square * answers * answers;
  xxyt += square * answers * trials;
  xxtt += square * trials * trials;
  xxxxtt += square * square * trials * trials;
}

void Regression::merge(const Regression& other) {
  x += other.x;
  xx += other.xx;
  xy += other.xy;
  xt += other.xt;
  xxyy += other.xxyy;
  xxyt += other.xxyt;
  xxtt += other.xxtt;
  xxxxtt += other.xxxxtt;
}

double Regression::coefficient(double mean, bool must_balance) const {
  const double product = xy - mean * xt;
  const double variance = std::max(0.0, xxyy - 2 * mean * xxyt + mean * mean * xxtt);
  constexpr double out_of_balance = 3;
  if (must_balance && std::abs(x) > out_of_balance * std::sqrt(xx)) return 0;
  if (product == 0 || xxtt * xxtt < fewest_sources * xxxxtt) return 0;
  const double z = std::abs(product) / std::sqrt(std::max(variance, std::numeric_limits<double>::min()));
  const double sureness = std::clamp((z - least_z) / (sure_z - least_z), 0.0, 1.0);
  return sureness * (1 - 1 / (z * z)) * product / xx;
}

JointRegression::JointRegression(std::size_t controls)
    : xx_(Eigen::MatrixXd::Zero(eigen_index(controls), eigen_index(controls))),
      xy_(Eigen::VectorXd::Zero(eigen_index(controls))), xt_(xy_) {}

void JointRegression::add(const Eigen::VectorXd& x, double trial, double answer) {
  count_ += 1;
  xx_.selfadjointView<Eigen::Lower>().rankUpdate(x);
  xy_ += answer * x;
  xt_ += trial * x;
  yy_ += answer * answer;
  yt_ += answer * trial;
  tt_ += trial * trial;
}

void JointRegression::merge(const JointRegression& other) {
  count_ += other.count_;
  xx_ += other.xx_;
  xy_ += other.xy_;
  xt_ += other.xt_;
  yy_ += other.yy_;
  yt_ += other.yt_;
  tt_ += other.tt_;
}

std::vector<double> JointRegression::coefficients(double mean) const {
  Eigen::MatrixXd squares = xx_.selfadjointView<Eigen::Lower>();
  squares.diagonal() = (squares.diagonal().array() * (1 + ridge)).max(std::numeric_limits<double>::min());
  const Eigen::VectorXd product = xy_ - mean * xt_;
  const Eigen::VectorXd found = squares.ldlt().solve(product);
  const double variance = (yy_ - 2 * mean * yt_ + mean * mean * tt_) / count_;
  const double chi_squared = product.dot(found) / variance;
  const auto degrees = static_cast<double>(product.size());
  const double by_chance = degrees + least_joint_z * std::sqrt(2 * degrees);
  if (!(chi_squared > by_chance) || !found.allFinite()) return {};
  const Eigen::VectorXd drawn_in = (1 - by_chance / chi_squared) * found;
  return {drawn_in.begin(), drawn_in.end()};
}

} // namespace casus::tally
