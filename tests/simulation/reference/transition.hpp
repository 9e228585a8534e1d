#pragma once

// The exact law of the drivers over an interval without events: x -> F x + f + noise with covariance P. F, f
// and P solve the moment equations of the linear SDE
//     F' = A F,   f' = A f + c,   P' = A P + P A' + Q
// by their Taylor series over an interval so short that what is left out does not matter, which is then
// doubled until it is long enough.

#include "simulation/reference/evaluate.hpp"

#include <Eigen/Dense>
#include <Eigen/Eigenvalues>

namespace casus::reference {

/// dx = (A x + c) dt + noise with covariance Q dt. Days.
struct LinearSde {
  Eigen::MatrixXd a;
  Eigen::VectorXd c;
  Eigen::MatrixXd q;
};

struct Transition {
  Eigen::MatrixXd factor;     ///< F
  Eigen::VectorXd shift;      ///< f
  Eigen::MatrixXd covariance; ///< P
};

inline LinearSde sde_of(const Scenario& scenario, const State& parameters) {
  const auto n = static_cast<Eigen::Index>(scenario.drivers.size());
  const auto number = [&](const Number& formula) { return value(formula, parameters); };
  LinearSde sde{Eigen::MatrixXd::Zero(n, n), Eigen::VectorXd::Zero(n), Eigen::MatrixXd::Identity(n, n)};
  for (const Correlation& each : scenario.correlations)
    sde.q(each.first, each.second) = sde.q(each.second, each.first) = number(each.value);
  Eigen::VectorXd volatility = Eigen::VectorXd::Zero(n);
  for (Eigen::Index i = 0; i < n; ++i) {
    const Driver& driver = scenario.drivers[static_cast<std::size_t>(i)];
    if (driver.volatility) volatility(i) = number(*driver.volatility) / std::sqrt(365.25);
    if (driver.trend) sde.c(i) += number(*driver.trend);
    if (!driver.half_life) continue;
    const double theta = std::log(2.0) / number(*driver.half_life);
    sde.a(i, i) -= theta;
    if (driver.mean) sde.c(i) += theta * number(*driver.mean);
    for (const Follow& follow : driver.follows) sde.a(i, follow.driver) += theta * number(follow.coefficient);
  }
  sde.q = (volatility.asDiagonal() * sde.q * volatility.asDiagonal()).eval();
  return sde;
}

/// The largest sum of a row's absolute values.
inline double norm(const Eigen::MatrixXd& matrix) {
  return matrix.size() == 0 ? 0 : matrix.cwiseAbs().rowwise().sum().maxCoeff();
}

/// Of an interval with norm(A) times its length below a quarter.
inline Transition short_transition(const LinearSde& sde, double interval) {
  const Eigen::Index n = sde.c.size();
  Eigen::MatrixXd factor = Eigen::MatrixXd::Identity(n, n), covariance = interval * sde.q;
  Eigen::VectorXd shift = interval * sde.c;
  Transition sum{factor, shift, covariance};
  for (int k = 1; k <= 12; ++k) {
    factor = (interval / k * (sde.a * factor)).eval();
    sum.factor += factor;
    shift = (interval / (k + 1) * (sde.a * shift)).eval();
    sum.shift += shift;
    const Eigen::MatrixXd half = sde.a * covariance;
    covariance = interval / (k + 1) * (half + half.transpose());
    sum.covariance += covariance;
  }
  return sum;
}

/// Over an interval twice as long.
inline Transition doubled(const Transition& once) {
  return {once.factor * once.factor, once.factor * once.shift + once.shift,
          once.factor * once.covariance * once.factor.transpose() + once.covariance};
}

inline Transition transition_over(const LinearSde& sde, double interval) {
  int doublings = 0;
  while (std::ldexp(norm(sde.a) * interval, -doublings) > 0.25) ++doublings;
  Transition over = short_transition(sde, std::ldexp(interval, -doublings));
  for (int i = 0; i < doublings; ++i) over = doubled(over);
  return over;
}

/// Where x' = A x + c leads from x: the Taylor series, over parts of the interval that are not too long.
inline Eigen::VectorXd flowed(const Eigen::MatrixXd& a, const Eigen::VectorXd& c, Eigen::VectorXd x,
                              double interval) {
  const int parts = 1 + static_cast<int>(norm(a) * interval);
  const double h = interval / parts;
  for (int part = 0; part < parts; ++part) {
    Eigen::VectorXd term = h * (a * x + c);
    for (int k = 2; k <= 20 && !term.isZero(1e-18); ++k) {
      x += term;
      term = (h / k * (a * term)).eval();
    }
  }
  return x;
}

/// The equation of x together with its integral, and the integral of that.
inline LinearSde with_integrals(const LinearSde& sde) {
  const Eigen::Index n = sde.c.size();
  LinearSde both{Eigen::MatrixXd::Zero(3 * n, 3 * n), Eigen::VectorXd::Zero(3 * n),
                 Eigen::MatrixXd::Zero(3 * n, 3 * n)};
  both.a.topLeftCorner(n, n) = sde.a;
  both.a.block(n, 0, n, n).setIdentity();
  both.a.block(2 * n, n, n, n).setIdentity();
  both.c.head(n) = sde.c;
  return both;
}

/// The mean over an interval of what d becomes by x' = A x: phi1 d.
inline Eigen::VectorXd mean_of_flow(const LinearSde& sde, const Eigen::VectorXd& d, double interval) {
  const Eigen::Index n = sde.c.size();
  Eigen::MatrixXd a = Eigen::MatrixXd::Zero(2 * n, 2 * n);
  a.topLeftCorner(n, n) = sde.a * interval;
  a.bottomLeftCorner(n, n).setIdentity();
  Eigen::VectorXd both = Eigen::VectorXd::Zero(2 * n);
  both.head(n) = d;
  return flowed(a, Eigen::VectorXd::Zero(2 * n), both, 1).tail(n);
}

using Order = std::vector<Eigen::Index>;

/// The Cholesky factor that is a lower triangle if rows and columns are put into this order; those that do
/// not stand in it are zero. Where a pivot is zero, the column is.
inline Eigen::MatrixXd lower_root(const Eigen::MatrixXd& covariance, const Order& order) {
  Eigen::MatrixXd root = Eigen::MatrixXd::Zero(covariance.rows(), covariance.cols());
  for (std::size_t p = 0; p < order.size(); ++p) {
    const Eigen::Index i = order[p];
    for (std::size_t q = 0; q < p; ++q) {
      const Eigen::Index j = order[q];
      const double left = covariance(i, j) - root.row(i).dot(root.row(j));
      if (root(j, j) > 0) root(i, j) = left / root(j, j);
    }
    const double pivot = covariance(i, i) - root.row(i).squaredNorm();
    if (pivot > 1e-12 * covariance(i, i)) root(i, i) = std::sqrt(pivot);
  }
  return root;
}

/// The z of x = root z, zero where the root has a zero column.
inline Eigen::MatrixXd standardised(const Eigen::MatrixXd& root, const Order& order,
                                    const Eigen::MatrixXd& x) {
  Eigen::MatrixXd z = Eigen::MatrixXd::Zero(x.rows(), x.cols());
  for (const Eigen::Index i : order)
    if (root(i, i) > 0) z.row(i) = (x.row(i) - root.row(i) * z) / root(i, i);
  return z;
}

} // namespace casus::reference
