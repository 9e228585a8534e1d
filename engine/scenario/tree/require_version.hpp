#pragma once

#include "scenario/tree/node.hpp"
#include "source/problems.hpp"

namespace casus::scenario {

using source::Problems;

/// Tells where a file does not say that it is of our format version. Of another version nothing else can be
/// said: throws ScenarioError.
void require_version(const Node& root, const std::string& file, Problems& problems);
/// Does the same for a file that need not say its version.
void require_no_other_version(const Node& root, Problems& problems);

} // namespace casus::scenario
