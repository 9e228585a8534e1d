#pragma once

#include "sensitivity/score_plan.hpp"
#include "simulation/world.hpp"

#include <Eigen/Core>

#include <string>
#include <vector>

namespace casus::sensitivity {

/// The numbers that are asked for, and what each of them does to the scores: a number in a hazard has one, a
/// parameter moves the scores of all numbers whose formulas read it.
class Directions {
public:
  /// Takes the numbers at these paths, which have derivatives. `plan` and `scores` outlive it.
  Directions(const plan::Plan& plan, const ScorePlan& scores, const std::vector<std::string>& paths);

  std::size_t size() const { return directions_.size(); }
  /// Turns the sums of scores in a world into scores along each number by its value, then along each by its
  /// logarithm. NaN where there is no such derivative.
  Eigen::VectorXd along(const Eigen::VectorXd& scores, const simulation::World& world) const;

private:
  struct Direction {
    std::vector<ScoreId> scores{};
    std::optional<plan::NumberId> parameter{}; ///< none of a number in a hazard
  };

  double by_value(const Score& score, double sum, const simulation::World& world) const;
  /// d number / d parameter: central differences, exact to about ten digits.
  double slope(const Score& score, plan::NumberId parameter, const simulation::World& world) const;
  double number_with(const Score& score, plan::NumberId parameter, double value,
                     const simulation::World& world) const;

  const plan::Plan& plan_;
  const ScorePlan& scores_;
  std::vector<Direction> directions_;
};

} // namespace casus::sensitivity
