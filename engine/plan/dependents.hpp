#pragma once

#include "plan/plan.hpp"

#include <span>

namespace casus::plan {

/// Gathers all that must be done again when these rows change. Where `are_multiplied`, intensities that jolts
/// of drivers only multiply have been multiplied already, and the clocks are left out that need no more.
void gather_dependents(const Plan& plan, std::span<const Row> changed, bool are_multiplied,
                       Dependents& result);

} // namespace casus::plan
