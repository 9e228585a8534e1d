#pragma once

#include "scenario/node.hpp"
#include "scenario/problems.hpp"
#include "scenario/source_text.hpp"

#include <cstddef>

namespace casus::scenario {

/// What a YAML text may be at most, so that a hostile one cannot take all memory. An alias counts as all that
/// it stands for.
inline constexpr std::size_t largest_file = 1 << 20;       ///< bytes
inline constexpr std::size_t deepest_nesting = 64;         ///< lists and maps
inline constexpr std::size_t most_nodes = 200'000;         ///< scalars, lists and maps, keys too
inline constexpr std::size_t most_text = 4 * largest_file; ///< bytes of all scalars together

/// The tree of a YAML text, a null node where it is empty. Tells the problems found: broken YAML, duplicate
/// keys, what the format does not use (tags, merge keys, several documents). No tree where it cannot be read.
NodePtr read_document(const SourceText& source, Problems& problems);

} // namespace casus::scenario
