#pragma once

#include "simulation/drivers/influence.hpp"

#include <Eigen/Core>
#include <optional>
#include <vector>

namespace casus::simulation {

/// dx = (drift x + constant) dt + dM with Cov(dM) = diffusion dt, time in days.
struct LinearSde {
  Eigen::MatrixXd drift;
  Eigen::VectorXd constant;
  Eigen::MatrixXd diffusion;

  bool operator==(const LinearSde&) const = default;
};

/// The exact law of x after a while: normal, with mean propagator x + shift and this covariance.
struct Moments {
  Eigen::MatrixXd propagator;
  Eigen::VectorXd shift;
  Eigen::MatrixXd covariance;
};

/// The law of drivers after any time, exact but for rounding: what its sums need is computed once.
class LawSeries {
public:
  /// Members may depend on these leaders of theirs, though the drift be 0.
  explicit LawSeries(const LinearSde& sde, const std::vector<std::vector<std::size_t>>& leaders = {});

  const Influence& influence() const { return influence_; }
  /// What becomes of drivers without noise: the entries of F = exp(drift u), then c, the integral of F
  /// constant.
  Eigen::VectorXd motion(double time) const;
  Moments moments(double time) const;
  /// The covariance to which members come that depend on no others; none where it grows for ever.
  std::optional<Eigen::MatrixXd> stationary_covariance(const std::vector<Eigen::Index>& settling) const;
  /// Of each entry of F, the unit of the one member over that of the other: how far from 0 each comes by its
  /// own noise or that of those it follows, as a power of two. In these units numbers of all sizes stand
  /// beside one another without loss.
  const Eigen::VectorXd& scales() const { return scales_; }

private:
  /// In these units.
  struct BalancedMotion {
    Eigen::VectorXd propagator; ///< its entries
    Eigen::VectorXd shift;
  };
  BalancedMotion balanced_motion(double short_time) const;
  Influence::Dense balanced_covariance(double short_time) const;
  void twice(BalancedMotion& motion) const;
  void twice(BalancedMotion& motion, Influence::Dense& covariance) const;

  LinearSde sde_;
  Eigen::VectorXd units_;
  Influence influence_;
  Eigen::VectorXd scales_;
  Eigen::Index members_;
  double size_ = 0;             ///< of the drift, in these units
  Eigen::MatrixXd motions_;     ///< [entry of F, then of c][power of time], in these units
  Eigen::MatrixXd covariances_; ///< [entry][power of time], likewise
};

/// The lower Cholesky factor of a covariance that may be singular: a member whose noise the earlier ones
/// determine has a column of zeros. Not pivoted, so that a member keeps its own noise whatever the numbers.
Eigen::MatrixXd root_of(const Eigen::MatrixXd& covariance);
/// The inverse of such a root, as far as it has one: a member without noise of its own has a row of zeros.
Eigen::MatrixXd inverse_of_root(const Eigen::MatrixXd& root);

} // namespace casus::simulation
