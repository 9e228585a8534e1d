#pragma once

#include "scenario/tree/files.hpp"
#include "scenario/tree/merge.hpp"

namespace casus::scenario {

/// The one tree that a file makes with all that it extends and includes; neither stands in it any more.
/// Throws ScenarioError where a file cannot be read.
NodePtr assembled(const File& file, Files& files, Merger& merger, Problems& problems);

} // namespace casus::scenario
