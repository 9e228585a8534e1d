// Over a short step h: with M = [[-A, Q], [0, A']], expm(M h) = [[*, G], [0, F']] gives the propagator F and
// the covariance F G; with [[A, b], [0, 0]] the shift. A step is short where |A| h <= 1; a long one is
// doubled up from a short one by F -> F F, c -> F c + c, C -> F C F' + C, which never forms the large
// exponential of -A.

#include "simulation/transition.hpp"

#include <cmath>
#include <unsupported/Eigen/MatrixFunctions>

namespace casus::simulation {
namespace {

/// One driver alone, in closed form.
Moments scalar_moments(const LinearSde& sde, double length) {
  const double a = sde.drift(0, 0);
  const double growth = std::expm1(a * length);
  const double weighted_time = a == 0 ? length : growth / a;
  const double variance_time = a == 0 ? length : std::expm1(2 * a * length) / (2 * a);
  return {Eigen::MatrixXd::Constant(1, 1, 1 + growth), sde.constant * weighted_time,
          sde.diffusion * variance_time};
}

Moments short_moments(const LinearSde& sde, double length) {
  const Eigen::Index n = sde.drift.rows();
  Eigen::MatrixXd blocks = Eigen::MatrixXd::Zero(2 * n, 2 * n);
  blocks << -sde.drift, sde.diffusion, Eigen::MatrixXd::Zero(n, n), sde.drift.transpose();
  const Eigen::MatrixXd exponential = (blocks * length).exp();
  Eigen::MatrixXd affine = Eigen::MatrixXd::Zero(n + 1, n + 1);
  affine.topLeftCorner(n, n) = sde.drift;
  affine.topRightCorner(n, 1) = sde.constant;
  const Eigen::MatrixXd mean = (affine * length).exp();
  const Eigen::MatrixXd propagator = exponential.bottomRightCorner(n, n).transpose();
  return {propagator, mean.topRightCorner(n, 1), propagator * exponential.topRightCorner(n, n)};
}

/// What is left of a variance after the others are known counts as none below this share of it: rounding.
constexpr double no_variance = 1e-12;

} // namespace

Moments doubled(const Moments& half) {
  return {half.propagator * half.propagator, half.propagator * half.shift + half.shift,
          half.propagator * half.covariance * half.propagator.transpose() + half.covariance};
}

Moments moments_of(const LinearSde& sde, double length) {
  if (sde.drift.rows() == 1) return scalar_moments(sde, length);
  const double size = sde.drift.cwiseAbs().rowwise().sum().maxCoeff() * length;
  const int doublings = size > 1 ? static_cast<int>(std::ceil(std::log2(size))) : 0;
  Moments moments = short_moments(sde, std::ldexp(length, -doublings));
  for (int i = 0; i < doublings; ++i) moments = doubled(moments);
  return moments;
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
