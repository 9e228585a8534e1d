#include "scenario/tree/tree_builder.hpp"

#include "formula/complaint.hpp"

#include <algorithm>

namespace casus::scenario {
namespace {

/// Whether a text begins with a null, and not with a key of that name.
bool begins_with_null(std::string_view text) {
  for (const std::string_view null : {"~", "null", "Null", "NULL"})
    if (text.starts_with(null)) {
      const std::size_t next = text.find_first_not_of(" \t", null.size());
      return next == std::string_view::npos || text[next] != ':';
    }
  return false;
}

} // namespace

void TreeBuilder::OnDocumentStart(const YAML::Mark& mark) {
  if (++documents_ == 1) return;
  const Place place = place_of(mark);
  if (source_.line_at(place).starts_with("---"))
    fail(place, "a second document begins here (a file holds one scenario): put it into a file of its own");
  fail(place,
       "there is text after the end of the scenario (a list or map in brackets ends with the last of them)");
}

void TreeBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  auto node = std::make_shared<Node>();
  const bool is_value = !open_.empty() && open_.back().key && !open_.back().expects_key;
  node->place = is_value ? open_.back().key->place : place_of(mark);
  // Of a value that is left out, the mark is where the next piece stands. An anchor hides a null from its
  // mark.
  node->is_written_null = anchor != YAML::NullAnchor || begins_with_null(text_from(mark));
  add(node, {1, 0, 0}, anchor);
}

void TreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
  const auto found = anchored_.find(anchor);
  if (found == anchored_.end())
    fail(place_of(mark), "the alias stands inside what it is an alias of (which would never end)");
  const Anchored& target = found->second;
  require_depth(open_.size() + target.extent.height, place_of(mark));
  add(target.node, target.extent, YAML::NullAnchor);
}

void TreeBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                           const std::string& value) {
  refuse_tag(mark, tag);
  auto node = std::make_shared<Node>();
  node->shape = Shape::scalar;
  node->place = place_of(mark);
  node->text = value;
  add(node, {1, value.size(), 0}, anchor);
}

void TreeBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                                  YAML::EmitterStyle::value) {
  open(Shape::list, mark, tag, anchor);
}

void TreeBuilder::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                             YAML::EmitterStyle::value) {
  open(Shape::map, mark, tag, anchor);
}

void TreeBuilder::open(Shape shape, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
  refuse_tag(mark, tag);
  auto node = std::make_shared<Node>();
  node->shape = shape;
  node->place = place_of(mark);
  require_depth(open_.size() + 1, node->place);
  open_.push_back({.node = std::move(node), .anchor = anchor, .key = nullptr, .keys = {}});
}

void TreeBuilder::close() {
  Open closed = std::move(open_.back());
  open_.pop_back();
  ++closed.extent.height;
  count({1, 0, 0}, closed.node->place); // what is in it has been counted
  place_in_tree(closed.node, closed.extent, closed.anchor);
}

/// Adds a leaf or an alias.
void TreeBuilder::add(const NodePtr& node, const Extent& extent, YAML::anchor_t anchor) {
  count(extent, node->place);
  place_in_tree(node, extent, anchor);
}

void TreeBuilder::place_in_tree(const NodePtr& node, const Extent& extent, YAML::anchor_t anchor) {
  if (anchor != YAML::NullAnchor) anchored_[anchor] = {node, extent};
  if (open_.empty()) {
    root_ = node;
    return;
  }
  Extent& parent = open_.back().extent;
  parent.nodes += extent.nodes;
  parent.text += extent.text;
  parent.height = std::max(parent.height, extent.height);
  add_to(open_.back(), node);
}

void TreeBuilder::add_to(Open& parent, const NodePtr& node) {
  if (parent.node->shape == Shape::list) {
    parent.node->items.push_back(node);
    return;
  }
  if (parent.expects_key)
    parent.key = checked_key(parent, node);
  else if (parent.key)
    parent.node->entries.push_back({parent.key, node});
  parent.expects_key = !parent.expects_key;
}

NodePtr TreeBuilder::checked_key(Open& map, const NodePtr& key) {
  if (key->shape != Shape::scalar) {
    problems_.error(key->place, "a key must be text, not " + name_of(key->shape));
    return nullptr;
  }
  if (key->text == "<<") {
    problems_.error(key->place,
                    "merge keys ('<<') are not read: write the keys out, or use an alias for a whole "
                    "value");
    return nullptr;
  }
  const auto [first, is_new] = map.keys.try_emplace(key->text, key->place);
  if (is_new) return key;
  const Place& place = first->second;
  problems_.error(key->place, "the key " + formula::in_quotes(key->text) +
                                  " stands here twice (first in line " + std::to_string(place.line) +
                                  ", column " + std::to_string(place.column) + "): leave one of them out");
  return nullptr;
}

void TreeBuilder::refuse_tag(const YAML::Mark& mark, const std::string& tag) {
  if (tag.empty() || tag == "?" || tag == "!") return;
  problems_.error(place_of(mark),
                  "YAML tags (" + formula::in_quotes(tag) + ") have no meaning in a scenario: leave it out");
}

void TreeBuilder::require_depth(std::size_t depth, const Place& place) {
  if (depth > deepest_nesting)
    fail(place,
         "lists and maps are nested too deeply (at most " + std::to_string(deepest_nesting) + " levels)");
}

void TreeBuilder::count(const Extent& extent, const Place& place) {
  total_.nodes += extent.nodes;
  total_.text += extent.text;
  if (total_.nodes > most_nodes)
    fail(place, "the scenario has too many values (more than " + std::to_string(most_nodes) +
                    ", each alias counted as all that it stands for)");
  if (total_.text > most_text)
    fail(place, "the scenario has too much text (more than " + std::to_string(most_text) +
                    " bytes, each alias counted as all that it stands for)");
}

void TreeBuilder::fail(const Place& place, std::string message) {
  problems_.error(place, std::move(message));
  throw ReadingEnded{};
}

std::string_view TreeBuilder::text_from(const YAML::Mark& mark) const {
  if (mark.is_null()) return {};
  return source_.text_from(static_cast<std::size_t>(mark.line), static_cast<std::size_t>(mark.column));
}

Place TreeBuilder::place_of(const YAML::Mark& mark) const {
  if (mark.is_null()) return {source_.file(), 0, 0};
  return source_.place(static_cast<std::size_t>(mark.line), static_cast<std::size_t>(mark.column));
}

} // namespace casus::scenario
