#pragma once

#include "scenario/read/reading.hpp"
#include "scenario/tree/node.hpp"

#include <optional>
#include <string>
#include <vector>

namespace casus::scenario {

/// What a firing has for the marks of its trigger, by a map of their names to a category's name or a number
/// each: a category's index, a number, or none where the map says nothing. `what` names the map in messages.
std::vector<std::optional<double>> read_mark_values(Reading& reading, const Trigger& trigger, const Node* map,
                                                    const std::string& what);

} // namespace casus::scenario
