#pragma once

#include "casus/scenario.hpp"

#include <string>

namespace casus::report {

/// "observed until 2025-09-30: 49 firings, 12 rungs, 3 measurements (2 rows of little confidence left out)";
/// nothing where nothing has been observed.
std::string record_in_words(const Scenario& scenario);

} // namespace casus::report
