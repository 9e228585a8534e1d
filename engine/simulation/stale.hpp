#pragma once

#include "plan/plan.hpp"

#include <span>
#include <vector>

namespace casus::simulation {

/// What must be evaluated again after an event of which only now is known what it has changed: in this order,
/// each list ascending.
struct Stale {
  std::vector<int> derived;
  std::vector<plan::ClockId> clocks;
  std::vector<int> watches;

  /// All that reads one of the changed rows, and what time alone has changed in these clocks.
  void find(const plan::Plan& plan, std::span<const plan::Row> changed);
};

} // namespace casus::simulation
