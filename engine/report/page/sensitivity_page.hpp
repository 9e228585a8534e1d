#pragma once

#include "casus/sensitivity.hpp"

#include <nlohmann/json.hpp>

namespace casus::report {

/// What the page tells of sensitivities: of each outcome the largest effects that are told from 0, and how
/// many others there are.
nlohmann::ordered_json sensitivity_page(const Sensitivity& sensitivity);

} // namespace casus::report
