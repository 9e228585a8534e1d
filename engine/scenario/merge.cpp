#include "scenario/merge.hpp"

#include "scenario/distribution_map.hpp"

#include <string_view>
#include <unordered_map>

namespace casus::scenario {

namespace {

bool are_different_distributions(const Node& a, const Node& b) {
  const auto family = family_of(a);
  return family && family_of(b) && family != family_of(b);
}

/// The overlay's map without the keys that it removes, all the way down.
NodePtr without_nulls(const NodePtr& node) {
  if (node->shape != Shape::map) return node;
  return merged(std::make_shared<Node>(
                    Node{.shape = Shape::map, .place = node->place, .text = {}, .items = {}, .entries = {}}),
                node);
}

} // namespace

NodePtr merged(const NodePtr& base, const NodePtr& overlay) {
  if (overlay->shape != Shape::map) return overlay;
  if (base->shape != Shape::map || are_different_distributions(*base, *overlay))
    return without_nulls(overlay);
  std::unordered_map<std::string_view, const Entry*> changes;
  for (const Entry& entry : overlay->entries) changes.emplace(entry.key->text, &entry);
  auto result = std::make_shared<Node>(
      Node{.shape = Shape::map, .place = base->place, .text = {}, .items = {}, .entries = {}});
  for (const Entry& entry : base->entries) {
    const auto change = changes.extract(entry.key->text);
    if (change.empty())
      result->entries.push_back(entry);
    else if (change.mapped()->value->shape != Shape::null)
      result->entries.push_back({change.mapped()->key, merged(entry.value, change.mapped()->value)});
  }
  for (const Entry& entry : overlay->entries)
    if (changes.contains(entry.key->text) && entry.value->shape != Shape::null)
      result->entries.push_back({entry.key, without_nulls(entry.value)});
  return result;
}

} // namespace casus::scenario
