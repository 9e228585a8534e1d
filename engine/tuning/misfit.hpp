#pragma once

#include "casus/targets.hpp"
#include "tuning/predictions.hpp"

#include <vector>

namespace casus::tuning {

/// How badly a prediction fits a target: minus the logarithm of the likelihood, but for a constant. The
/// chance in the prediction widens the target's own spread, so that noise is not fitted.
struct Misfit {
  double value = 0;
  double slope = 0;     ///< d value / d prediction
  double curvature = 0; ///< expected, above zero
};

Misfit misfit(const Target& target, double prediction, double error);

/// Whether a target's prediction is known: nothing is asked of one that is not.
bool is_known(const Predictions& predictions, std::size_t target);

/// How far a prediction is from what was asked, in the target's standard deviations and with the sign of the
/// difference; of an order, how far on the wrong side, and 0 on the right one.
double deviations(const Target& target, double prediction);

/// Minus the logarithm of the posterior, but for a constant.
double objective(const std::vector<Target>& targets, const Predictions& predictions,
                 const Eigen::VectorXd& scores);

} // namespace casus::tuning
