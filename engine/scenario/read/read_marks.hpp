#pragma once

#include "scenario/read/reading.hpp"
#include "scenario/tree/node.hpp"

#include <string>
#include <vector>

namespace casus::scenario {

/// The marks of a trigger, which formulas may use from here on until the vocabulary forgets them. `trigger`
/// is its name.
std::vector<Mark> read_marks(Reading& reading, const Node& node, const std::string& trigger);

} // namespace casus::scenario
