#pragma once

#include "plan/plan.hpp"

#include <span>
#include <vector>

namespace casus::simulation {

/// What must be evaluated again after an event of which only now is known what it has changed.
struct Stale : plan::Dependents {
  /// All that reads one of the changed rows.
  void find(const plan::Plan& plan, std::span<const plan::Row> changed);
};

} // namespace casus::simulation
