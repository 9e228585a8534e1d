#pragma once

#include "casus/numbers.hpp"
#include "tuning/prior.hpp"

#include <Eigen/Core>
#include <string>
#include <vector>

namespace casus::tuning {

struct FreeNumber {
  NumberEntry number;
  Prior prior;
  bool is_differentiable = false; ///< by the likelihood-ratio method; else by finite differences
};

/// The free numbers: those at the paths or, where there are none, all that have a likelihood-ratio derivative
/// and can be tuned. Throws ScenarioError where one cannot be, or there are too many.
std::vector<FreeNumber> free_numbers(const Scenario& scenario, const std::vector<std::string>& paths);

/// The scenario with its free numbers at these scores.
Scenario at_scores(const Scenario& scenario, const std::vector<FreeNumber>& numbers,
                   const Eigen::VectorXd& scores);

} // namespace casus::tuning
