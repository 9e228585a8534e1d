// Over a short step h: with M = [[-A, Q], [0, A']], expm(M h) = [[*, G], [0, F']] gives the propagator F and
// the covariance F G; with [[A, b], [0, 0]] the shift. Q and b stand beside A in sizes and units that do not
// hide it: an exponential's error is relative to its largest entries. A step is short where |A| h <= 1; a
// long one is doubled up from a short one by F -> F F, c -> F c + c, C -> F C F' + C, which never forms the
// large exponential of -A.

#include "simulation/drivers/transition.hpp"

#include <algorithm>
#include <cmath>
#include <unsupported/Eigen/MatrixFunctions>

namespace casus::simulation {
namespace {

/// The moments of one driver alone, in closed form.
Moments scalar_moments(const LinearSde& sde, double length) {
  const double a = sde.drift(0, 0);
  const double growth = std::expm1(a * length);
  const double weighted_time = a == 0 ? length : growth / a;
  const double variance_time = a == 0 ? length : std::expm1(2 * a * length) / (2 * a);
  return {Eigen::MatrixXd::Constant(1, 1, 1 + growth), sde.constant * weighted_time,
          sde.diffusion * variance_time};
}

LinearSde in_units(const LinearSde& sde, const Eigen::VectorXd& units) {
  const Eigen::VectorXd inverse = units.cwiseInverse();
  return {inverse.asDiagonal() * sde.drift * units.asDiagonal(), inverse.cwiseProduct(sde.constant),
          inverse.asDiagonal() * sde.diffusion * inverse.asDiagonal()};
}

/// Computes F and c at once, as the exponential of one matrix, in which the constant has been brought to a
/// size of 1.
Motion balanced_motion(const LinearSde& sde, double time) {
  const Eigen::Index n = sde.drift.rows();
  const double size = sde.constant.cwiseAbs().maxCoeff() * time;
  Eigen::MatrixXd affine = Eigen::MatrixXd::Zero(n + 1, n + 1);
  affine.topLeftCorner(n, n) = sde.drift * time;
  if (size > 0) affine.topRightCorner(n, 1) = sde.constant * (time / size);
  const Eigen::MatrixXd exponential = affine.exp();
  return {exponential.topLeftCorner(n, n), exponential.topRightCorner(n, 1) * size};
}

Moments short_moments(const LinearSde& sde, double length) {
  const Eigen::Index n = sde.drift.rows();
  const double size = sde.diffusion.cwiseAbs().maxCoeff() * length;
  Eigen::MatrixXd blocks = Eigen::MatrixXd::Zero(2 * n, 2 * n);
  blocks.topLeftCorner(n, n) = -sde.drift * length;
  if (size > 0) blocks.topRightCorner(n, n) = sde.diffusion * (length / size);
  blocks.bottomRightCorner(n, n) = sde.drift.transpose() * length;
  const Eigen::MatrixXd exponential = blocks.exp();
  const Eigen::MatrixXd propagator = exponential.bottomRightCorner(n, n).transpose();
  return {propagator, balanced_motion(sde, length).shift,
          propagator * exponential.topRightCorner(n, n) * size};
}

/// What is left of a variance after the others are known counts as none below this share of it: rounding.
constexpr double no_variance = 1e-12;

} // namespace

Moments doubled(const Moments& half) {
  return {half.propagator * half.propagator, half.propagator * half.shift + half.shift,
          half.propagator * half.covariance * half.propagator.transpose() + half.covariance};
}

Eigen::VectorXd units_of(const LinearSde& sde) {
  const Eigen::Index n = sde.drift.rows();
  Eigen::VectorXd units = sde.diffusion.diagonal().cwiseSqrt();
  for (Eigen::Index pass = 0; pass < n; ++pass)
    for (Eigen::Index i = 0; i < n; ++i) {
      const double pull = std::abs(sde.drift(i, i));
      for (Eigen::Index j = 0; j < n && pull > 0; ++j)
        if (j != i) units(i) = std::max(units(i), std::abs(sde.drift(i, j)) / pull * units(j));
    }
  for (double& unit : units)
    unit = unit > 0 && std::isfinite(unit) ? std::exp2(std::round(std::log2(unit))) : 1;
  return units;
}

Motion motion_of(const LinearSde& sde, double time) {
  const Eigen::VectorXd units = units_of(sde);
  Motion motion = balanced_motion(in_units(sde, units), time);
  return {units.asDiagonal() * motion.propagator * units.cwiseInverse().asDiagonal(),
          units.cwiseProduct(motion.shift)};
}

Moments moments_of(const LinearSde& sde, double length) {
  if (sde.drift.rows() == 1) return scalar_moments(sde, length);
  const Eigen::VectorXd units = units_of(sde);
  const LinearSde balanced = in_units(sde, units);
  const double size = balanced.drift.cwiseAbs().rowwise().sum().maxCoeff() * length;
  const int doublings = size > 1 ? static_cast<int>(std::ceil(std::log2(size))) : 0;
  Moments moments = short_moments(balanced, std::ldexp(length, -doublings));
  for (int i = 0; i < doublings; ++i) moments = doubled(moments);
  return {units.asDiagonal() * moments.propagator * units.cwiseInverse().asDiagonal(),
          units.cwiseProduct(moments.shift), units.asDiagonal() * moments.covariance * units.asDiagonal()};
}

Eigen::MatrixXd root_of(const Eigen::MatrixXd& covariance) {
  const Eigen::Index n = covariance.rows();
  Eigen::MatrixXd root = Eigen::MatrixXd::Zero(n, n);
  for (Eigen::Index j = 0; j < n; ++j) {
    const Eigen::VectorXd left = covariance.col(j) - root * root.row(j).transpose();
    if (left(j) <= no_variance * covariance(j, j)) continue;
    root.col(j).tail(n - j) = left.tail(n - j) / std::sqrt(left(j));
  }
  return root;
}

Eigen::MatrixXd inverse_of_root(const Eigen::MatrixXd& root) {
  const Eigen::Index n = root.rows();
  Eigen::MatrixXd inverse = Eigen::MatrixXd::Zero(n, n);
  for (Eigen::Index i = 0; i < n; ++i) {
    if (root(i, i) == 0) continue;
    inverse.row(i) = -root.row(i).head(i) * inverse.topRows(i);
    inverse(i, i) += 1;
    inverse.row(i) /= root(i, i);
  }
  return inverse;
}

} // namespace casus::simulation
