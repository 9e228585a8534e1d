#pragma once

#include "scenario/tree/merge.hpp"

#include "casus/errors.hpp"

#include <functional>
#include <vector>

namespace casus::scenario {

/// What is wrong with a scenario of this tree.
using Check = std::function<const std::vector<Problem>&(const Node& tree)>;

/// So many layers are looked at, the last ones.
inline constexpr std::ptrdiff_t most_layers_blamed = 8;

/// The problem, and where it stands in a file that is right without one of the layers laid over it, placed in
/// that layer. Its line is that of the new place then, which is not filled in.
Problem blamed(const Problem& problem, const std::vector<Layer>& layers, const std::vector<Removal>& removals,
               const Check& check);

} // namespace casus::scenario
