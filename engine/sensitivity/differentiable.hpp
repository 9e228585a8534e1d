#pragma once

#include "casus/numbers.hpp"

#include <optional>
#include <string>
#include <vector>

namespace casus::sensitivity {

/// The paths of the formulas that read each parameter of the scenario; empty for a formula that is no number.
std::vector<std::vector<std::string>> readers_of_parameters(const Scenario& scenario);

/// The parameter that stands at a path.
std::optional<std::size_t> parameter_at(const Scenario& scenario, const std::string& path);

/// Entries of the numbers by which there are score derivatives, those in hazards before parameters.
std::vector<NumberEntry> differentiable(const Scenario& scenario);

} // namespace casus::sensitivity
