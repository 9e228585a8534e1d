#pragma once

#include "formula/read_formula.hpp"
#include "scenario/read/reading.hpp"
#include "scenario/tree/node.hpp"

#include <string>
#include <vector>

namespace casus::scenario {

/// Where effects stand, in messages ("trigger 'strike'") and as keys ("triggers.strike.effects").
struct EffectsSite {
  std::string what;
  std::string path;
};

/// Reads a list of effects, or a single one.
std::vector<Effect> read_effects(Reading& reading, const Node& node, formula::Reads reads,
                                 const EffectsSite& site);

} // namespace casus::scenario
