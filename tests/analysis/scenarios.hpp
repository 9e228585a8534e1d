#pragma once

#include "casus/scenario.hpp"

#include <string>
#include <vector>

/// 100 steps; triggers of every kind, and a ladder that takes its one step in every trajectory.
casus::Scenario eventful_scenario(const std::vector<std::string>& settings = {});

/// With a parameter that is not known exactly.
casus::Scenario uncertain_scenario();
