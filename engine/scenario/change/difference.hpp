#pragma once

#include "scenario/tree/key_kinds.hpp"
#include "scenario/tree/node.hpp"

#include <vector>

namespace casus::scenario {

/// One value that differs between two trees.
struct TreeChange {
  Path path;
  NodePtr key;    ///< in the second tree; none where it has none
  NodePtr before; ///< none where the first tree has none
  NodePtr after;  ///< none where the second has none
};

/// What leads from one tree to the other, except `force` and what cannot change a result: each part that is
/// new or gone, and in the others each key.
std::vector<TreeChange> differences(const Node& from, const Node& to);

/// The tree with one more change made.
NodePtr changed(const Node& tree, const TreeChange& change);

/// Whether this key of the map at that path cannot change a result: the name of the whole, titles and notes.
bool is_only_said(const Path& path, const std::string& key);

} // namespace casus::scenario
