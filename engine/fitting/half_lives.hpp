#pragma once

#include "fitting/regression.hpp"

#include <functional>

namespace casus::fitting {

/// The range of half-lives that can be told apart: beyond it they are forgotten by the next grid point, or
/// kept to the end.
struct HalfLifeRange {
  double shortest = 0;
  double longest = 0;

  bool is_at_end(double days) const { return days < shortest * 1.01 || days > longest / 1.01; }
};
HalfLifeRange half_life_range(const Scenario& scenario);

/// The greatest log-likelihood at given half-lives.
using Profile = std::function<double(const HalfLives&)>;

/// The half-lives at which the profile is highest, by Rowan's subspace-searching simplex (NLopt's SBPLX) over
/// their logarithms. A profile may have several peaks: where `is_new`, each half-life is first tried all over
/// its range.
HalfLives maximise(const Profile& profile, HalfLives start, const HalfLifeRange& range, bool is_new);

/// What is fitted of one trigger, at the maximum.
struct FittedHazard {
  Eigen::VectorXd coefficients;
  std::vector<Eigen::Index> free;
  Eigen::MatrixXd covariance; ///< of the free ones
};

/// A function that replays the history at other half-lives.
using Exposures = std::function<std::map<int, Exposure>(const HalfLives&)>;

/// The covariance of the logarithms of half-lives, from the joint observed information of all that is fitted
/// (by central differences where a half-life is involved); the hazards' own covariances grow by what is not
/// known of the half-lives. Empty where the information is not positive definite.
Eigen::MatrixXd joint_covariance(const Exposures& exposures, const HalfLives& half_lives,
                                 std::map<int, FittedHazard>& hazards);

} // namespace casus::fitting
