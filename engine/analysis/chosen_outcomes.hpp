#pragma once

#include "casus/scenario.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace casus::analysis {

/// The places of the outcomes of these names in the scenario, in its order; of all where there are no names.
/// Throws RunError where there is no such outcome.
std::vector<std::size_t> chosen_outcomes(const Scenario& scenario, const std::vector<std::string>& names);

} // namespace casus::analysis
