#pragma once

#include "scenario/node.hpp"
#include "scenario/reading.hpp"

#include <string>
#include <vector>

namespace casus::scenario {

/// The marks of a trigger, which formulas may use from here on until the vocabulary forgets them. `trigger`
/// is its name.
std::vector<Mark> read_marks(Reading& reading, const Node& node, const std::string& trigger);

} // namespace casus::scenario
