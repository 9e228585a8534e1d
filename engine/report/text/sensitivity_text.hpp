#pragma once

#include "casus/sensitivity.hpp"
#include "report/text/style.hpp"

#include <string>

namespace casus::report {

/// Sensitivities for a person: of each outcome a tornado, the numbers with the largest effects first.
std::string to_text(const Sensitivity& sensitivity, const TextStyle& style);

} // namespace casus::report
