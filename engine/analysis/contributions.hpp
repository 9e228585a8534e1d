#pragma once

#include "casus/compare.hpp"

#include <functional>

namespace casus::analysis {

/// A baseline, a what-if that is so many groups of changes away from it, and a function that makes every
/// scenario between the two: its argument tells of each group whether it is in.
struct WayToWhatIf {
  const Scenario& baseline;
  const Scenario& whatif;
  std::size_t groups = 0;
  std::function<Scenario(const std::vector<bool>& groups)> between;
};

/// What each group contributes; which they are is left to the caller. Throws RunError.
Explanation contributions(const WayToWhatIf& way, const RunOptions& options);

} // namespace casus::analysis
