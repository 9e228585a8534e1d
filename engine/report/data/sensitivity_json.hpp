#pragma once

#include "casus/sensitivity.hpp"
#include "report/data/tables.hpp"

#include <string>

namespace casus::report {

/// Sensitivities as one JSON object: what was run, the "numbers" with their changes, and of each outcome the
/// effects of all. What is absent is null, and so is what is not finite.
std::string to_json(const Sensitivity& sensitivity);

/// A row an outcome and number.
Table sensitivity_table(const Sensitivity& sensitivity);

} // namespace casus::report
