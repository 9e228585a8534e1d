#pragma once

#include "casus/targets.hpp"
#include "tuning/predictions.hpp"

#include <limits>
#include <optional>
#include <vector>

namespace casus::tuning {

/// The objective near a point, where predictions are taken to be linear in the scores. Slopes are shrunk by
/// what of them may be noise (value^2 / (value^2 + error^2)), since the sum of many small noises would look
/// like a way to move.
class Surrogate {
public:
  /// `targets` outlive it.
  Surrogate(const std::vector<Target>& targets, Predictions predictions, Eigen::VectorXd scores);

  /// The predictions at other scores, taken to be linear.
  Eigen::VectorXd predicted(const Eigen::VectorXd& scores) const;
  /// The objective at these scores. Its gradient is written where one is asked for.
  double at(const Eigen::VectorXd& scores, Eigen::VectorXd* gradient = nullptr) const;
  /// The scores at which it is least, each at most `radius` from the point, by NLopt's L-BFGS (Nocedal 1980);
  /// perhaps as if one target had not been given.
  Eigen::VectorXd minimum(double radius, std::optional<std::size_t> without = std::nullopt) const;
  /// The expected curvature of the targets' part: the Fisher information about the scores.
  Eigen::MatrixXd information() const;

  const Eigen::VectorXd& scores() const { return scores_; }
  const Predictions& predictions() const { return predictions_; }

private:
  double at(const Eigen::VectorXd& scores, Eigen::VectorXd* gradient,
            std::optional<std::size_t> without) const;

  const std::vector<Target>& targets_;
  Predictions predictions_;
  Eigen::MatrixXd slopes_;
  Eigen::VectorXd scores_;
};

} // namespace casus::tuning
