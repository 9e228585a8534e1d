#pragma once

#include "casus/scenario.hpp"

namespace casus::scenario {

/// The scenario as it would be if its file said nothing of what has happened.
Scenario unobserved(Scenario scenario);

} // namespace casus::scenario
