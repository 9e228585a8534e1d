#pragma once

#include "formula/ids.hpp"

namespace casus::plan {

/// This id is of World::numbers: first the parameters, then every other number of the plan.
using NumberId = Id<struct NumberTag>;

} // namespace casus::plan
