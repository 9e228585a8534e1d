#pragma once

#include "casus/scenario.hpp"

#include <Eigen/Core>
#include <cstddef>
#include <optional>
#include <vector>

namespace casus::scenario {

/// Drivers, or parameters, that are correlated with one another, directly or by way of others.
struct CorrelatedGroup {
  std::vector<int> members; ///< ascending
  std::vector<const Correlation*> correlations;
};

/// The groups of `count` drivers or parameters among whom there are these correlations.
std::vector<CorrelatedGroup> correlated_groups(const std::vector<Correlation>& correlations,
                                               std::size_t count);

/// The matrix of a group's correlations, all of them constant, with the members in their order.
Eigen::MatrixXd matrix_of(const CorrelatedGroup& group);

/// The lower triangular L with L L' = the matrix of correlations, which may be singular; none where it is not
/// positive semidefinite, so that no random numbers have these correlations.
std::optional<Eigen::MatrixXd> semidefinite_factor(const Eigen::MatrixXd& matrix);

} // namespace casus::scenario
