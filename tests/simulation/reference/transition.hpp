#pragma once

// The exact law of the drivers over an interval without events: x -> F x + f + noise with covariance P. F, f
// and P solve the moment equations of the linear SDE
//     F' = A F,   f' = A f + c,   P' = A P + P A' + Q
// which are integrated here by the classical Runge-Kutta method in steps so short that its error does not
// matter.

#include "simulation/reference/evaluate.hpp"

#include "casus/scenario.hpp"

#include <Eigen/Dense>

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
  Eigen::MatrixXd root;       ///< root root' = covariance
};

inline LinearSde sde_of(const Scenario& scenario, const State& parameters) {
  const auto n = static_cast<Eigen::Index>(scenario.drivers.size());
  const auto value = [&](const Number& number) { return evaluate(number.expression, parameters); };
  LinearSde sde{Eigen::MatrixXd::Zero(n, n), Eigen::VectorXd::Zero(n), Eigen::MatrixXd::Identity(n, n)};
  for (const Correlation& each : scenario.correlations)
    sde.q(each.first, each.second) = sde.q(each.second, each.first) = value(each.value);
  Eigen::VectorXd volatility = Eigen::VectorXd::Zero(n);
  for (Eigen::Index i = 0; i < n; ++i) {
    const Driver& driver = scenario.drivers[static_cast<std::size_t>(i)];
    if (driver.volatility) volatility(i) = value(*driver.volatility) / std::sqrt(365.25);
    if (driver.trend) sde.c(i) += value(*driver.trend);
    if (!driver.half_life) continue;
    const double theta = std::log(2.0) / value(*driver.half_life);
    sde.a(i, i) -= theta;
    if (driver.mean) sde.c(i) += theta * value(*driver.mean);
    for (const Follow& follow : driver.follows) sde.a(i, follow.driver) += theta * value(follow.coefficient);
  }
  sde.q = (volatility.asDiagonal() * sde.q * volatility.asDiagonal()).eval();
  return sde;
}

/// The right side of the three moment equations at once.
inline Transition slope(const LinearSde& sde, const Transition& at) {
  const Eigen::MatrixXd ap = sde.a * at.covariance;
  return {sde.a * at.factor, sde.a * at.shift + sde.c, ap + ap.transpose() + sde.q, {}};
}

inline Transition moved(const Transition& from, double h, const Transition& along) {
  return {from.factor + h * along.factor,
          from.shift + h * along.shift,
          from.covariance + h * along.covariance,
          {}};
}

inline Transition transition_over(const LinearSde& sde, double interval) {
  const Eigen::Index n = sde.c.size();
  Transition now{Eigen::MatrixXd::Identity(n, n), Eigen::VectorXd::Zero(n), Eigen::MatrixXd::Zero(n, n), {}};
  const int steps = 16 + static_cast<int>(16 * interval * (n > 0 ? sde.a.cwiseAbs().maxCoeff() : 0));
  const double h = interval / steps;
  for (int i = 0; i < steps; ++i) {
    const Transition k1 = slope(sde, now);
    const Transition k2 = slope(sde, moved(now, h / 2, k1));
    const Transition k3 = slope(sde, moved(now, h / 2, k2));
    const Transition k4 = slope(sde, moved(now, h, k3));
    now = moved(moved(now, h / 6, k1), h / 3, k2);
    now = moved(moved(now, h / 3, k3), h / 6, k4);
  }
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen(now.covariance);
  now.root = eigen.eigenvectors() * eigen.eigenvalues().cwiseMax(0).cwiseSqrt().asDiagonal();
  // What has no noise of its own gets none by rounding either: counters stay whole numbers.
  for (Eigen::Index i = 0; i < n; ++i)
    if (now.covariance(i, i) == 0) now.root.row(i).setZero();
  return now;
}

} // namespace casus::reference
