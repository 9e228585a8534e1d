#pragma once

#include "scenario/files.hpp"
#include "scenario/merge.hpp"

namespace casus::scenario {

/// The one tree that a file makes with all that it extends and includes; neither stands in it any more.
/// Throws ScenarioError where a file cannot be read.
NodePtr assembled(const File& file, Files& files, Merger& merger, Problems& problems);

} // namespace casus::scenario
