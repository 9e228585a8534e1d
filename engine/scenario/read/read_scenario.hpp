#pragma once

#include "scenario/tree/later_nodes.hpp"
#include "scenario/tree/node.hpp"
#include "source/problems.hpp"

#include "casus/scenario.hpp"

#include <string>

namespace casus::scenario {

using source::Problems;

/// Reads the scenario that the tree of a file holds. What it leaves unread, because it came after what is
/// known, it adds to `later`. Throws ScenarioError with every problem found, also those that `problems` holds
/// already.
Scenario read_scenario(const Node& root, const std::string& file, Problems& problems, LaterNodes& later);

} // namespace casus::scenario
