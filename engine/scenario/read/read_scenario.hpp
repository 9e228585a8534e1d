#pragma once

#include "scenario/tree/node.hpp"
#include "scenario/tree/problems.hpp"

#include "casus/scenario.hpp"

#include <string>

namespace casus::scenario {

/// Reads the scenario that the tree of a file holds. Throws ScenarioError with every problem found, also
/// those that `problems` holds already.
Scenario read_scenario(const Node& root, const std::string& file, Problems& problems);

} // namespace casus::scenario
