#pragma once

#include "casus/errors.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace casus::scenario {

enum class Shape { null, scalar, list, map };

struct Node;

/// Nodes never change, so a YAML alias shares what its anchor names, and a changed tree shares what did not
/// change.
using NodePtr = std::shared_ptr<const Node>;

struct Entry {
  NodePtr key; ///< a scalar
  NodePtr value;
};

/// A piece of a YAML text and where it stands: what the format means has not been asked yet. Trees of several
/// files can be put together at this level, since each place knows its file.
struct Node {
  Shape shape = Shape::null;
  Place place;                  ///< of a null value, that of its key
  std::string text;             ///< of a scalar
  bool is_written_null = false; ///< a null that stands there as `null` or `~`, and is not just left out
  std::vector<NodePtr> items;
  std::vector<Entry> entries; ///< in the order of the file, no key twice
  bool replaces = false;      ///< a map that is laid over another takes the place of all of it

  const Entry* find(std::string_view key) const {
    for (const Entry& entry : entries)
      if (entry.key->text == key) return &entry;
    return nullptr;
  }
};

inline NodePtr scalar_node(std::string text, Place place = {}) {
  return std::make_shared<Node>(Node{.shape = Shape::scalar,
                                     .place = std::move(place),
                                     .text = std::move(text),
                                     .items = {},
                                     .entries = {}});
}

/// "a list", "a map", "text", "nothing": for messages.
inline std::string name_of(Shape shape) {
  switch (shape) {
  case Shape::null:
    return "nothing";
  case Shape::scalar:
    return "text";
  case Shape::list:
    return "a list";
  case Shape::map:
    break;
  }
  return "a map";
}

} // namespace casus::scenario
