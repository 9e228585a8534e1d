#pragma once

#include "distribution/families.hpp"
#include "scenario/tree/node.hpp"

namespace casus::scenario {

/// The family of a map that is a distribution: it has one key, which names a family (`{lognormal: …}`). Null
/// of any other node.
inline const distribution::Family* family_of(const Node& node) {
  if (node.shape != Shape::map || node.entries.size() != 1) return nullptr;
  return distribution::family_named(node.entries.front().key->text);
}

} // namespace casus::scenario
