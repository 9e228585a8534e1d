#include "scenario/tree/merge.hpp"

#include "formula/complaint.hpp"
#include "formula/vocabulary.hpp"
#include "scenario/tree/distribution_map.hpp"

#include <fmt/format.h>

#include <string_view>
#include <unordered_map>

namespace casus::scenario {

namespace {

/// At most so many pairs of names are compared with each other: a hostile file has millions.
constexpr std::size_t most_compared = 200'000;

/// A name that differs in more letters than this is meant to be another one.
constexpr std::size_t farthest_slip = 2;

bool are_different_distributions(const Node& a, const Node& b) {
  const auto family = family_of(a);
  return family && family_of(b) && family != family_of(b);
}

std::vector<std::string> keys_of(const Node& map) {
  std::vector<std::string> keys;
  for (const Entry& entry : map.entries) keys.push_back(entry.key->text);
  return keys;
}

std::string without_digits(std::string name) {
  std::erase_if(name, [](char c) { return c >= '0' && c <= '9'; });
  return name;
}

/// Whether a name is likely to be a slip for one that is near. Names that differ only in a number, as
/// `camp_1` and `camp_2`, are no slips.
bool looks_like_a_slip(const std::string& name, const std::string& near) {
  return formula::edit_distance(name, near) <= farthest_slip && without_digits(name) != without_digits(near);
}

} // namespace

NodePtr Merger::merged(const NodePtr& base, const NodePtr& overlay) {
  layers_.push_back({base, overlay});
  return merged_at_path(base, overlay);
}

NodePtr Merger::merged_at_path(const NodePtr& base, const NodePtr& overlay) {
  const bool merges = base->shape == Shape::map && overlay->shape == Shape::map && !overlay->replaces &&
                      !(may_be_distribution(path_) && are_different_distributions(*base, *overlay));
  if (merges) return merged_maps(*base, *overlay);
  refuse_nulls(*overlay, {});
  return overlay;
}

NodePtr Merger::merged_maps(const Node& base, const Node& overlay) {
  std::unordered_map<std::string_view, const Entry*> changes;
  for (const Entry& entry : overlay.entries) changes.emplace(entry.key->text, &entry);
  auto result = std::make_shared<Node>(
      Node{.shape = Shape::map, .place = overlay.place, .text = {}, .items = {}, .entries = {}});
  for (const Entry& entry : base.entries) {
    const auto change = changes.extract(entry.key->text);
    if (change.empty())
      result->entries.push_back(entry);
    else if (const NodePtr value = at_key(entry.value, *change.mapped()))
      result->entries.push_back({change.mapped()->key, value});
  }
  std::vector<const Entry*> added;
  for (const Entry& entry : overlay.entries)
    if (changes.contains(entry.key->text)) added.push_back(&entry);
  add_new(*result, added, base);
  return result;
}

/// Whether the header of a section has nothing under it. Whoever means to remove a whole section says so.
bool Merger::leaves_section_empty(const Node& base, const Node& change) const {
  const bool is_section = path_.size() == 1 && (base.shape == Shape::map || base.shape == Shape::list);
  return is_section && change.shape == Shape::null && !change.is_written_null;
}

/// The merged value of a key; none where the key is removed.
NodePtr Merger::at_key(const NodePtr& base, const Entry& change) {
  path_.push_back(change.key->text);
  NodePtr result;
  if (leaves_section_empty(*base, *change.value)) {
    problems_.error(change.key->place,
                    fmt::format("'{0}' is empty, which would remove all {0} of {1}: leave it out, or write "
                                "`{0}: null`",
                                change.key->text, base->place.file));
    result = base;
  } else if (change.value->shape == Shape::null)
    removals_.push_back({path_, change.key->place});
  else
    result = merged_at_path(base, change.value);
  path_.pop_back();
  return result;
}

void Merger::add_new(Node& result, const std::vector<const Entry*>& entries, const Node& base) {
  if (entries.empty()) return;
  const bool may_look = entries.size() * base.entries.size() <= most_compared;
  const std::vector<std::string> known = may_look ? keys_of(base) : std::vector<std::string>{};
  for (const Entry* entry : entries) {
    const auto near = formula::nearest_name(entry->key->text, known);
    path_.push_back(entry->key->text);
    if (entry->value->shape == Shape::null) {
      refuse_null_at(*entry, near);
    } else {
      const bool has_nulls = refuse_nulls(*entry->value, near);
      if (near && !has_nulls) warn_of_near_name(*entry, *near);
      if (!near || !has_nulls) result.entries.push_back(*entry); // else a slip, which has been told
    }
    path_.pop_back();
  }
}

bool Merger::refuse_nulls(const Node& node, const std::optional<std::string>& meant) {
  bool any = false;
  for (const Entry& entry : node.entries) {
    path_.push_back(entry.key->text);
    if (entry.value->shape == Shape::null) refuse_null_at(entry, meant);
    any = entry.value->shape == Shape::null || refuse_nulls(*entry.value, meant) || any;
    path_.pop_back();
  }
  return any;
}

void Merger::refuse_null_at(const Entry& entry, const std::optional<std::string>& meant) {
  const bool is_part = path_.size() == 2 && keys_are_names({path_[0]});
  problems_.error(entry.key->place, "nothing stands at " + formula::in_quotes(joined(path_)) +
                                        " that null could remove" + formula::did_you_mean(meant) +
                                        (is_part && !meant ? ": write {} for a part without keys" : ""));
}

void Merger::warn_of_near_name(const Entry& part, const std::string& near) {
  const std::string kind = path_.size() == 2 ? kind_of_part(path_[0]) : "";
  if (kind.empty() || !looks_like_a_slip(part.key->text, near)) return;
  problems_.warning(part.key->place, "this makes a new " + kind + " " + formula::in_quotes(part.key->text) +
                                         " (there is none yet, but one called " + formula::in_quotes(near) +
                                         "): rename it if that one is meant");
}

} // namespace casus::scenario
