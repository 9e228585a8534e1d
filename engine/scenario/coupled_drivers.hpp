#pragma once

#include "casus/scenario.hpp"

#include <cstddef>
#include <vector>

namespace casus::scenario {

/// Tells of each driver to which group it belongs: those that follow one another or are correlated, directly
/// or by way of others, share a number. Unknown drivers (-1) that are followed couple nothing.
std::vector<std::size_t> coupled_drivers(const Scenario& scenario);

} // namespace casus::scenario
