// Over a short time s, F = exp(A s), c and C are sums of powers of s, whose coefficients are computed once:
// A^k / k! of F, A^(k-1) b / k! of c, and D_k / k! of C, where D_1 = Q and D_(k+1) = A D_k + D_k A', because
// dC/dt = A C + C A' + Q. A time is short where |A| s <= 1/2: the first term that is left out is then below
// 1e-16 of the first that stands. A long time is doubled up from a short one by F -> F F, c -> F c + c,
// C -> F C F' + C, which never forms the large exponential of -A.

#include "simulation/drivers/transition.hpp"

#include <algorithm>
#include <cmath>

namespace casus::simulation {
namespace {

/// The product of |A| and a time that counts as short, and the terms that its sums need: of the covariance's
/// the last is (2 x 1/2)^k / k!.
constexpr double short_size = 0.5;
constexpr int terms = 18;

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

/// How often a short time is doubled until it is a time of that size.
int doublings_of(double size) {
  return size > short_size ? static_cast<int>(std::ceil(std::log2(size / short_size))) : 0;
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

/// time^k for k = 1, 2, ...
Eigen::Matrix<double, terms, 1> powers_of(double time) {
  Eigen::Matrix<double, terms, 1> powers;
  powers(0) = time;
  for (Eigen::Index k = 1; k < terms; ++k) powers(k) = powers(k - 1) * time;
  return powers;
}

/// What is left of a variance after the others are known counts as none below this share of it: rounding.
constexpr double no_variance = 1e-12;

} // namespace

LawSeries::LawSeries(const LinearSde& sde, const std::vector<std::vector<std::size_t>>& leaders)
    : sde_(sde), units_(units_of(sde)), influence_(sde.drift, leaders),
      scales_(influence_.entries_of(units_ * units_.cwiseInverse().transpose())), members_(sde.drift.rows()) {
  if (members_ == 1) return;
  const LinearSde balanced = in_units(sde, units_);
  size_ = balanced.drift.cwiseAbs().rowwise().sum().maxCoeff();
  const Eigen::VectorXd drift = influence_.entries_of(balanced.drift);
  motions_.resize(influence_.size() + members_, terms);
  covariances_.resize(members_ * members_, terms);
  Eigen::VectorXd power = influence_.identity();
  Influence::Dense covariance = balanced.diffusion;
  for (int k = 1; k <= terms; ++k) {
    const Eigen::VectorXd shift = influence_.applied(power, balanced.constant) / k;
    power = influence_.product(drift, power) / k;
    motions_.col(k - 1) << power, shift;
    covariances_.col(k - 1) = covariance.reshaped();
    const Influence::Dense half = influence_.times(drift, covariance) / (k + 1);
    covariance = half + half.transpose();
  }
}

LawSeries::BalancedMotion LawSeries::balanced_motion(double short_time) const {
  const Eigen::VectorXd sums = motions_ * powers_of(short_time);
  return {influence_.identity() + sums.head(influence_.size()), sums.tail(members_)};
}

Influence::Dense LawSeries::balanced_covariance(double short_time) const {
  return (covariances_ * powers_of(short_time)).reshaped(members_, members_);
}

void LawSeries::twice(BalancedMotion& motion) const {
  motion.shift += influence_.applied(motion.propagator, motion.shift);
  motion.propagator = influence_.product(motion.propagator, motion.propagator);
}

void LawSeries::twice(BalancedMotion& motion, Influence::Dense& covariance) const {
  const Influence::Dense moved = influence_.times(motion.propagator, covariance);
  covariance += influence_.times(motion.propagator, moved.transpose());
  twice(motion);
}

Eigen::VectorXd LawSeries::motion(double time) const {
  if (members_ == 1) {
    const Moments moments = scalar_moments(sde_, time);
    return Eigen::Vector2d(moments.propagator(0, 0), moments.shift(0));
  }
  const int doublings = doublings_of(size_ * time);
  BalancedMotion motion = balanced_motion(std::ldexp(time, -doublings));
  for (int i = 0; i < doublings; ++i) twice(motion);
  Eigen::VectorXd all(influence_.size() + members_);
  all << motion.propagator.cwiseProduct(scales_), units_.cwiseProduct(motion.shift);
  return all;
}

Moments LawSeries::moments(double time) const {
  if (members_ == 1) return scalar_moments(sde_, time);
  const int doublings = doublings_of(size_ * time);
  const double short_time = std::ldexp(time, -doublings);
  BalancedMotion motion = balanced_motion(short_time);
  Influence::Dense covariance = balanced_covariance(short_time);
  for (int i = 0; i < doublings; ++i) twice(motion, covariance);
  return {influence_.matrix_of(motion.propagator.cwiseProduct(scales_)), units_.cwiseProduct(motion.shift),
          units_.asDiagonal() * covariance * units_.asDiagonal()};
}

std::optional<Eigen::MatrixXd>
LawSeries::stationary_covariance(const std::vector<Eigen::Index>& settling) const {
  constexpr int most_doublings = 80;
  constexpr double forgotten = 1e-18;
  if (members_ == 1) {
    if (sde_.drift(0, 0) >= 0) return std::nullopt;
    return Eigen::MatrixXd(sde_.diffusion / (-2 * sde_.drift(0, 0)));
  }
  const double short_time = size_ > 0 ? short_size / size_ : 1;
  BalancedMotion motion = balanced_motion(short_time);
  Influence::Dense covariance = balanced_covariance(short_time);
  for (int i = 0; i < most_doublings; ++i) {
    const double left = influence_.matrix_of(motion.propagator.cwiseProduct(scales_))(settling, settling)
                            .cwiseAbs()
                            .maxCoeff();
    if (left * left < forgotten) {
      const Eigen::MatrixXd all = units_.asDiagonal() * covariance * units_.asDiagonal();
      return all(settling, settling);
    }
    twice(motion, covariance);
  }
  return std::nullopt;
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
