#pragma once

#include "casus/fit.hpp"

#include <string>

namespace casus::report {

/// All that a fit found. Numbers are in the units in which the scenario has them. Ends in a newline.
std::string to_json(const Fit& fit);

} // namespace casus::report
