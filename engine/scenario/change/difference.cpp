#include "scenario/change/difference.hpp"

#include "scenario/fields.hpp"
#include "scenario/tree/distribution_map.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace casus::scenario {

namespace {

/// The order of sections, and of a part's own keys, means nothing; that of parts, terms and categories does.
bool order_matters(const Path& path) { return path.size() != 0 && path.size() != 2; }

/// Finds keys as Node::find does, but quickly in maps that have very many.
class Index {
public:
  explicit Index(const Node& map) {
    for (const Entry& entry : map.entries) entries_.emplace(entry.key->text, &entry);
  }
  const Entry* find(const std::string& key) const {
    const auto found = entries_.find(key);
    return found == entries_.end() ? nullptr : found->second;
  }

private:
  std::unordered_map<std::string_view, const Entry*> entries_;
};

/// Keys are changed, taken out, and added at the end: nothing else is needed to get from one to the other.
bool has_order_of(const Node& from, const Node& to) {
  const Index in_from(from), in_to(to);
  std::vector<std::string_view> expected, found;
  for (const Entry& entry : from.entries)
    if (in_to.find(entry.key->text)) expected.push_back(entry.key->text);
  for (const Entry& entry : to.entries) {
    if (!in_from.find(entry.key->text)) expected.push_back(entry.key->text);
    found.push_back(entry.key->text);
  }
  return expected == found;
}

class Comparison {
public:
  std::vector<TreeChange> between(const Node& from, const Node& to) {
    compare_maps(from, to);
    return std::move(changes_);
  }

private:
  void compare_maps(const Node& from, const Node& to) {
    const Index in_from(from), in_to(to);
    for (const Entry& entry : to.entries)
      if (!is_left_out(entry.key->text)) compare_at(entry.key, in_from.find(entry.key->text), &entry);
    for (const Entry& entry : from.entries)
      if (!is_left_out(entry.key->text) && !in_to.find(entry.key->text))
        compare_at(entry.key, &entry, nullptr);
  }

  bool is_left_out(const std::string& key) const {
    return is_only_said(path_, key) || (path_.empty() && key == "force");
  }

  void compare_at(const NodePtr& key, const Entry* from, const Entry* to) {
    path_.push_back(key->text);
    if (have_keys(from, to))
      compare_maps(from ? *from->value : nothing_, to ? *to->value : nothing_);
    else if (!from || !to || !is_same(*from->value, *to->value))
      changes_.push_back(
          {path_, to ? to->key : nullptr, from ? from->value : nullptr, to ? to->value : nullptr});
    path_.pop_back();
  }

  /// Whether two values can be compared key by key. A section that is missing or empty counts as one without
  /// parts, and an empty part as one without keys.
  bool have_keys(const Entry* from, const Entry* to) const {
    const bool is_section = path_.size() == 1 && keys_are_names(path_);
    if (!is_section && (!from || !to)) return false;
    const Node &a = from ? *from->value : nothing_, &b = to ? *to->value : nothing_;
    if (!is_map_like(a) || !is_map_like(b) || (a.shape == Shape::null && b.shape == Shape::null))
      return false;
    const bool are_other_families = may_be_distribution(path_) && family_of(a) != family_of(b);
    return !are_other_families && (!order_matters(path_) || has_order_of(a, b));
  }

  bool is_map_like(const Node& node) const {
    return node.shape == Shape::map || (node.shape == Shape::null && path_.size() <= 2);
  }

  /// Whether two maps are equal apart from notes.
  bool is_same(const Node& a, const Node& b) {
    if (a.shape != b.shape || a.text != b.text || a.items.size() != b.items.size()) return false;
    path_.emplace_back("-");
    const bool has_same_items =
        std::equal(a.items.begin(), a.items.end(), b.items.begin(),
                   [&](const NodePtr& x, const NodePtr& y) { return is_same(*x, *y); });
    path_.pop_back();
    return has_same_items && has_same_entries(a, b);
  }

  bool has_same_entries(const Node& a, const Node& b) {
    const std::vector<const Entry*> first = telling_entries(a), second = telling_entries(b);
    return std::equal(first.begin(), first.end(), second.begin(), second.end(),
                      [&](const Entry* x, const Entry* y) {
                        if (x->key->text != y->key->text) return false;
                        path_.push_back(x->key->text);
                        const bool same = is_same(*x->value, *y->value);
                        path_.pop_back();
                        return same;
                      });
  }

  std::vector<const Entry*> telling_entries(const Node& map) const {
    std::vector<const Entry*> entries;
    for (const Entry& entry : map.entries)
      if (!is_only_said(path_, entry.key->text)) entries.push_back(&entry);
    return entries;
  }

  const Node nothing_{};
  Path path_;
  std::vector<TreeChange> changes_;
};

/// Makes the key of a section that is not there yet, since it is nowhere written down.
NodePtr key_of(const TreeChange& change, std::size_t depth) {
  if (depth + 1 == change.path.size()) return change.key;
  return scalar_node(change.path[depth], change.key->place);
}

NodePtr changed_at(const Node& tree, const TreeChange& change, std::size_t depth) {
  auto result = std::make_shared<Node>(tree);
  result->shape = Shape::map;
  const std::string& key = change.path[depth];
  const auto at = std::find_if(result->entries.begin(), result->entries.end(),
                               [&](const Entry& entry) { return entry.key->text == key; });
  const bool is_there = at != result->entries.end();
  NodePtr value = change.after;
  if (depth + 1 < change.path.size()) value = changed_at(is_there ? *at->value : Node{}, change, depth + 1);
  if (is_there && value)
    at->value = value;
  else if (is_there)
    result->entries.erase(at);
  else if (value)
    result->entries.push_back({key_of(change, depth), value});
  return result;
}

bool is_remark(const std::vector<Key>& keys, std::string_view name) {
  return std::any_of(keys.begin(), keys.end(),
                     [&](const Key& key) { return key.name == name && !key.counts; });
}

/// What is known of the keys of the scenario or the named part that is at the path. None of anything else.
const PartKeys* part_at(const Path& path) {
  const std::vector<PartKeys>& parts = parts_of_a_scenario();
  if (path.empty()) return &parts.front();
  if (path.size() != 2) return nullptr;
  const std::string word = kind_of_part(path[0]);
  const auto found =
      std::find_if(parts.begin(), parts.end(), [&](const PartKeys& part) { return part.word == word; });
  return found == parts.end() ? nullptr : &*found;
}

} // namespace

std::vector<TreeChange> differences(const Node& from, const Node& to) {
  return Comparison().between(from, to);
}

NodePtr changed(const Node& tree, const TreeChange& change) { return changed_at(tree, change, 0); }

bool is_only_said(const Path& path, const std::string& key) {
  const PartKeys* part = part_at(path);
  if (part && is_remark(part->keys, key)) return true;
  return !keys_are_names(path) && is_remark(keys_of<Note>(), key);
}

} // namespace casus::scenario
