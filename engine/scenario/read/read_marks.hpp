#pragma once

#include "scenario/read/reading.hpp"
#include "scenario/tree/node.hpp"

#include <string>
#include <vector>

namespace casus::scenario {

/// Reads the marks of a trigger. Formulas may use them from here on until the vocabulary forgets them.
/// `trigger` is the trigger's name.
std::vector<Mark> read_marks(Reading& reading, const Node& node, const std::string& trigger);

/// Makes marks that have been read known to formulas, until the vocabulary forgets them.
void declare_marks(Reading& reading, const std::vector<Mark>& marks);

} // namespace casus::scenario
