#pragma once

#include "casus/tune.hpp"
#include "report/text/style.hpp"

#include <string>

namespace casus::report {

/// What tuning has found, for people.
std::string to_text(const Tuning& tuning, const Scenario& scenario, const TextStyle& style);

} // namespace casus::report
