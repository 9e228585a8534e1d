#pragma once

#include "casus/compare.hpp"

#include <functional>

namespace casus::analysis {

/// A baseline with some of the groups of a what-if's changes: none gives the baseline, all the what-if.
using Between = std::function<Scenario(const std::vector<bool>& groups)>;

/// What each of so many groups of changes contributes; `groups` of the explanation is left to the caller.
/// Throws RunError.
Explanation contributions(std::size_t groups, const Between& between, const RunOptions& options);

} // namespace casus::analysis
