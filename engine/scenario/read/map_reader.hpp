#pragma once

#include "scenario/field.hpp"
#include "scenario/read/reading.hpp"
#include "scenario/tree/node.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace casus::scenario {

/// A map whose keys the format knows: a part of a scenario, or a piece of one. Tells of keys that it does not
/// know.
class MapReader {
public:
  /// `what` names the map in messages ("trigger 'strike'"), `place` is where that name stands. `keys` are
  /// those that it may have besides those of a note, and outlive the reader. A null node counts as a map
  /// without keys.
  MapReader(Reading& reading, const Node& node, std::string what, Place place, std::span<const Key> keys);

  const std::string& what() const { return what_; }
  const Place& place() const { return place_; }
  /// Whether it is a map. What is not has been told; nothing can be found in it and nothing is missing in it.
  bool is_map() const { return is_map_; }

  bool has(std::string_view key) const { return entry(key) != nullptr; }
  /// Whether it has the key, or one that is told to be a slip for it.
  bool has_or_meant(std::string_view key) const;
  /// The key with its value; none where it is missing.
  const Entry* entry(std::string_view key) const { return node_.find(key); }
  /// The value; none where it is missing, or empty, which is told.
  const Node* find(std::string_view key) const;
  /// Finds the value too, and tells where it is missing and what it is (`why`).
  const Node* require(std::string_view key, std::string_view why) const;
  /// What may stand under one of the map's keys.
  const Takes& takes(std::string_view key) const;
  /// Text; empty where there is none.
  std::string text(std::string_view key) const;
  Note note() const;
  /// "'rate' of trigger 'strike'", for messages.
  std::string name_of_value(std::string_view key) const;

private:
  void check_keys();
  void require_what_it_needs(const Key& key);
  void tell_unknown(const Entry& entry);
  std::vector<std::string> texts(std::string_view key) const;

  Reading& reading_;
  const Node& node_;
  std::string what_;
  Place place_;
  std::span<const Key> keys_; ///< besides those of a note
  bool is_map_;
  std::vector<std::string> meant_; ///< what unknown keys were taken for
};

/// The entries of a map of named things; none where there is no such map.
const std::vector<Entry>& entries_of(const Node* node);

/// The text of a scalar. None where it is something else, which is told.
const std::string* require_text(Reading& reading, const Node& node, const std::string& what);
/// Tells of a node that is neither a map nor null.
bool require_map(Reading& reading, const Node& node, const std::string& what);

} // namespace casus::scenario
