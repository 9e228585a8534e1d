#pragma once

#include "scenario/tree/node.hpp"

#include <string>

namespace casus::scenario {

/// The tree of a scenario as a YAML text, which makes the same tree when it is read again. `name` is written
/// where the tree has none.
std::string to_yaml(const Node& root, const std::string& name);

/// A tree as YAML on one line.
std::string to_yaml_line(const Node& node);

} // namespace casus::scenario
