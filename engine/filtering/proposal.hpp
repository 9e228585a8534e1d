#pragma once

#include <Eigen/Core>

#include <cstdint>
#include <vector>

namespace casus::filtering {

/// Normal scores of the uncertain parameters' draws, standard normal under the prior.
using Scores = Eigen::VectorXd;

/// Proposes other scores: autoregressive moves that leave a normal distribution as it is (preconditioned
/// Crank-Nicolson: Cotter, Roberts, Stuart, White 2013), which is fitted to where the worlds are. Only scores
/// of which history has said something are fitted; the others keep their prior, so that the many of which it
/// says nothing cost no acceptance.
class Proposal {
public:
  /// Fits it to some scores, of which so many count.
  Proposal(const std::vector<Scores>& worlds, double effective);

  /// From these scores, by a move of this size (1: independent of them), made of a standard normal vector.
  Scores move(const Scores& from, double size, const Scores& normal) const;
  /// The logarithm of prior over fitted density, up to a constant.
  double log_ratio(const Scores& at) const;

private:
  std::vector<Eigen::Index> fitted_;
  Eigen::VectorXd mean_;
  Eigen::MatrixXd root_; ///< lower, of the covariance
};

} // namespace casus::filtering
