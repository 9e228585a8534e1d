#pragma once

#include "scenario/node.hpp"
#include "scenario/problems.hpp"

#include <string>
#include <vector>

namespace casus::scenario {

/// The tree with `PATH=VALUE` put into it, one after the other: the path's keys are parted by dots, the value
/// is YAML. It merges as an overlay does.
NodePtr with_settings(NodePtr tree, const std::vector<std::string>& settings, Problems& problems);

} // namespace casus::scenario
