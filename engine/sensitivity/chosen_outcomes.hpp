#pragma once

#include "casus/scenario.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace casus::sensitivity {

/// The indices of the scenario's outcomes of these names, or of all where there are none. Throws RunError
/// where one is unknown.
std::vector<std::size_t> chosen_outcomes(const Scenario& scenario, const std::vector<std::string>& names);

} // namespace casus::sensitivity
