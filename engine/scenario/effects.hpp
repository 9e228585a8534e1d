#pragma once

#include "formula/read_formula.hpp"
#include "scenario/node.hpp"
#include "scenario/reading.hpp"

#include <string>
#include <vector>

namespace casus::scenario {

/// A list of effects, or a single one. `what` names them in messages: "trigger 'strike'".
std::vector<Effect> read_effects(Reading& reading, const Node& node, formula::Reads reads,
                                 const std::string& what);

} // namespace casus::scenario
