#pragma once

#include "scenario/tree/files.hpp"
#include "scenario/tree/merge.hpp"

#include <string>
#include <vector>

namespace casus::scenario {

/// The tree with each `PATH=VALUE` put into it, one after the other: the path's keys are parted by dots, the
/// value is YAML. It merges as an overlay does. `--observed=FILE` and `--until=DATE` set what has been
/// observed, and up to when, to what stands behind them as it is.
NodePtr with_settings(NodePtr tree, const std::vector<std::string>& settings, Merger& merger,
                      Problems& problems, Files& files);

} // namespace casus::scenario
