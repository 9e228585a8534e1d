#include "json_schema.hpp"

#include "distribution/families.hpp"
#include "formula/vocabulary.hpp"
#include "scenario/fields.hpp"
#include "scenario/verbs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>
#include <stdexcept>
#include <string>

namespace casus::language {

namespace {

using Json = nlohmann::ordered_json;
using scenario::Key;
using scenario::PartKeys;

Json reference(std::string_view definition) {
  return {{"$ref", fmt::format("#/definitions/{}", definition)}};
}

void add_bounds(Json& value, const scenario::Bounds& bounds) {
  if (std::isfinite(bounds.low)) value[bounds.open ? "exclusiveMinimum" : "minimum"] = bounds.low;
  if (std::isfinite(bounds.high)) value[bounds.open ? "exclusiveMaximum" : "maximum"] = bounds.high;
}

/// Draft 7 ignores what stands beside a $ref, but for the description, which editors show.
Json value_of(const Key& key) {
  Json value = {{"description", key.says}};
  if (!key.takes.bounds) {
    value.update(reference(key.takes.schema));
    return value;
  }
  value["allOf"] = {reference(key.takes.schema)};
  add_bounds(value, *key.takes.bounds);
  return value;
}

Json properties(const std::vector<Key>& keys) {
  Json result = Json::object();
  for (const Key& key : scenario::keys_of<Note>()) result[std::string(key.name)] = value_of(key);
  for (const Key& key : keys) result[std::string(key.name)] = value_of(key);
  return result;
}

const PartKeys& part(const std::string& word) {
  static const PartKeys note{"note", "", {}};
  if (word == note.word) return note;
  for (const PartKeys& each : scenario::parts_of_a_scenario())
    if (each.word == word) return each;
  throw std::runtime_error("the schema's frame speaks of an unknown part: " + word);
}

Json keys_of_a_part_of_a_file() {
  Json keys = {"casus", "include"};
  for (const Key& key : scenario::keys_of<Scenario>())
    if (key.takes.may_be_included) keys.push_back(key.name);
  return keys;
}

/// The keys without which others of a part mean nothing.
Json needs(const PartKeys& part) {
  Json result = Json::object();
  for (const Key& key : part.keys)
    if (!key.needs.key.empty()) result[std::string(key.name)] = {key.needs.key};
  return result;
}

Json families() {
  Json names = Json::array();
  for (const auto& family : distribution::families()) names.push_back(family.name);
  return names;
}

Json list_of_arguments(std::size_t count) {
  return {
      {"type", "array"}, {"items", reference("filled_argument")}, {"minItems", count}, {"maxItems", count}};
}

Json values_and_weights() {
  return {
      {{"type", "object"}, {"minProperties", 1}, {"additionalProperties", reference("argument")}},
      {{"type", "array"},
       {"minItems", 1},
       {"items", {{"type", "array"}, {"items", reference("argument")}, {"minItems", 2}, {"maxItems", 2}}}}};
}

Json named_or_listed(std::size_t count) {
  return {list_of_arguments(count), {{"allOf", {reference("named_arguments")}}, {"maxProperties", count}}};
}

Json distributions() {
  Json result = Json::object();
  for (const auto& family : distribution::families())
    result[std::string(family.name)] = {
        {"description", family.says},
        {"anyOf", family.lists_values() ? values_and_weights()
                                        : named_or_listed(family.ways.front().arguments.size())}};
  return result;
}

/// Quantiles (p05) and the mode may stand in for a family's own arguments.
std::string arguments() {
  std::set<std::string_view> names = {"min", "mode", "max", "median"};
  for (const auto& family : distribution::families())
    for (const auto& way : family.ways) names.insert(way.arguments.begin(), way.arguments.end());
  return fmt::format("^({}|p[0-9]*\\.?[0-9]*)$", fmt::join(names, "|"));
}

Json verbs() {
  Json result = Json::array();
  for (const scenario::Verb& verb : scenario::verbs) {
    const std::string key(verb.key);
    result.push_back({{"required", {key}}, {"properties", {{key, {{"minProperties", 1}}}}}});
  }
  return result;
}

Json known(const std::string& word) {
  constexpr std::string_view says = "$says ";
  if (word.starts_with(says)) return part(word.substr(says.size())).says;
  constexpr std::string_view needed = "$needs ";
  if (word.starts_with(needed)) return needs(part(word.substr(needed.size())));
  static const std::map<std::string, std::function<Json()>> all = {
      {"$reserved words", [] { return Json(formula::reserved_words()); }},
      {"$keys of a part of a file", keys_of_a_part_of_a_file},
      {"$families", families},
      {"$distributions", distributions},
      {"$arguments", [] { return Json(arguments()); }},
      {"$verbs", verbs}};
  const auto found = all.find(word);
  if (found == all.end()) throw std::runtime_error("the schema's frame has an unknown word: " + word);
  return found->second();
}

} // namespace

Json json_schema(const Json& frame) {
  if (frame.is_object() && frame.contains("$keys")) return properties(part(frame["$keys"]).keys);
  if (frame.is_string() && frame.get<std::string>().starts_with("$")) return known(frame);
  if (!frame.is_structured()) return frame;
  Json result = frame;
  for (auto& item : result.items())
    if (item.key() != "$schema" && item.key() != "$ref") item.value() = json_schema(item.value());
  return result;
}

} // namespace casus::language
