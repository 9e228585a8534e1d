#include "scenario/tree/later_nodes.hpp"

#include <algorithm>

namespace casus::scenario {

namespace {

NodePtr pruned(const NodePtr& tree, const LaterNodes& later) {
  auto result = std::make_shared<Node>(*tree);
  std::erase_if(result->items, [&](const NodePtr& item) { return later.contains(item.get()); });
  for (NodePtr& item : result->items) item = pruned(item, later);
  for (Entry& entry : result->entries) entry.value = pruned(entry.value, later);
  return result;
}

} // namespace

NodePtr without(const NodePtr& tree, const LaterNodes& later) {
  if (later.empty()) return tree;
  auto result = std::make_shared<Node>(*tree);
  for (Entry& entry : result->entries)
    if (entry.key->text == "observed") entry.value = pruned(entry.value, later);
  return result;
}

} // namespace casus::scenario
