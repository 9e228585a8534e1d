#pragma once

#include "scenario/tree/node.hpp"

#include <unordered_set>

namespace casus::scenario {

/// Rows of a record, and dates in them, that came after what is known and so are as if they were not there.
using LaterNodes = std::unordered_set<const Node*>;

/// The tree of a scenario without them.
NodePtr without(const NodePtr& tree, const LaterNodes& later);

} // namespace casus::scenario
