#pragma once

#include "scenario/read/reading.hpp"

namespace casus::scenario {

/// Warns of drivers and parameters that nothing reads, since most likely a formula forgot them. The scenario
/// must be without errors.
void warn_of_unused(Reading& reading);

} // namespace casus::scenario
