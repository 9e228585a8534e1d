#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <functional>

namespace casus::tuning {

/// What the model says of each target, on the target's scale, at one point.
struct Predictions {
  Eigen::VectorXd values; ///< not a number where nothing can be said
  Eigen::VectorXd errors; ///< standard errors, by Monte Carlo
  Eigen::MatrixXd slopes; ///< [target][number], with respect to the numbers' scores
  Eigen::MatrixXd slope_errors;
};

/// A point at which the model is asked: the scores of the free numbers, and with how many trajectories.
struct Question {
  Eigen::VectorXd scores;
  std::uint64_t trajectories = 0;
};

/// Thrown by a model that is told to stop.
struct Stopped {};

/// The model: simulated on the same streams each time, so that what it says of near points differs by little
/// chance.
using Model = std::function<Predictions(const Question&)>;

} // namespace casus::tuning
