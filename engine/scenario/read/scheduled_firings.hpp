#pragma once

#include "scenario/read/reading.hpp"

namespace casus::scenario {

/// Gives each observed firing of a scheduled trigger the date of its `at` that is nearest, and tells where
/// none is near or one has been taken. The firings are in order.
void place_scheduled_firings(Reading& reading);

} // namespace casus::scenario
