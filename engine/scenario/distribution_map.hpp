#pragma once

#include "distribution/variate.hpp"
#include "scenario/node.hpp"

#include <optional>

namespace casus::scenario {

/// The family of a map that is a distribution: it has one key, which names a family (`{lognormal: …}`).
inline std::optional<Family> family_of(const Node& node) {
  if (node.shape != Shape::map || node.entries.size() != 1) return std::nullopt;
  return distribution::family_named(node.entries.front().key->text);
}

} // namespace casus::scenario
