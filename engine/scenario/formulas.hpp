#pragma once

#include "casus/scenario.hpp"

#include <functional>

namespace casus::scenario {

/// Visits every formula and number of a scenario.
void each_formula(const Scenario& scenario, const std::function<void(const Formula&)>& visit);
void each_formula(Scenario& scenario, const std::function<void(Formula&)>& visit);

} // namespace casus::scenario
