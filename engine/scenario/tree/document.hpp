#pragma once

#include "scenario/tree/node.hpp"
#include "source/problems.hpp"
#include "source/source_text.hpp"

#include <cstddef>
#include <string_view>

namespace casus::scenario {

using source::Problems;
using source::SourceText;

/// What a scenario may be at most with all that it extends and includes, so that a hostile one cannot take
/// all memory. An alias counts as all that it stands for.
inline constexpr std::size_t largest_file = 1 << 20;       ///< bytes
inline constexpr std::size_t deepest_nesting = 64;         ///< lists and maps
inline constexpr std::size_t most_nodes = 200'000;         ///< scalars, lists and maps, keys too
inline constexpr std::size_t most_text = 4 * largest_file; ///< bytes of all scalars together

/// How large a tree is, aliases followed.
struct Extent {
  std::size_t nodes = 0;
  std::size_t text = 0;
  std::size_t height = 0; ///< of lists and maps
};

/// The tree of a YAML text, a null node where it is empty. Tells the problems found: broken YAML, duplicate
/// keys, what the format does not use (tags, merge keys, several documents). No tree where it cannot be read.
/// `total` is what has been read before it and now.
NodePtr read_document(const SourceText& source, Problems& problems, Extent& total);

} // namespace casus::scenario
