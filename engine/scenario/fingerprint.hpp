#pragma once

#include "casus/scenario.hpp"

#include <string>

namespace casus::scenario {

/// 32 hexadecimal digits of all that can change a result.
std::string fingerprint(const Scenario& scenario);

} // namespace casus::scenario
