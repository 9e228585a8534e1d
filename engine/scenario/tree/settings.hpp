#pragma once

#include "scenario/tree/document.hpp"
#include "scenario/tree/merge.hpp"

#include <string>
#include <vector>

namespace casus::scenario {

/// The tree with each `PATH=VALUE` put into it, one after the other: the path's keys are parted by dots, the
/// value is YAML. It merges as an overlay does. `total` is the extent of what has been read before.
NodePtr with_settings(NodePtr tree, const std::vector<std::string>& settings, Merger& merger,
                      Problems& problems, Extent& total);

} // namespace casus::scenario
