#include "scenario/tree/key_kinds.hpp"

#include "distribution/families.hpp"
#include "scenario/fields.hpp"

#include <fmt/format.h>

#include <functional>
#include <set>
#include <span>

namespace casus::scenario {

namespace {

using Keys = std::span<const std::string>;

using Words = std::set<std::string, std::less<>>;

/// The sections of a scenario whose parts have names.
const Words& sections() {
  static const Words words = [] {
    Words found;
    for (const Key& key : keys_of<Scenario>())
      if (key.takes.keyed_by_names) found.emplace(key.name);
    return found;
  }();
  return words;
}

/// What stands under these is keyed by names, or by the values of a distribution that lists them.
const Words& maps_of_names() {
  static const Words words = [] {
    Words found;
    for (const PartKeys& part : parts_of_a_scenario())
      for (const Key& key : part.keys)
        if (key.takes.keyed_by_names && !sections().contains(key.name)) found.emplace(key.name);
    for (const distribution::Family& family : distribution::families())
      if (family.lists_values()) found.emplace(family.name);
    return found;
  }();
  return words;
}

/// Whether it is a mark, whose keys are categories, or a family.
bool is_mark(Keys path) { return path.size() == 4 && path[0] == "triggers" && path[2] == "marks"; }

bool keys_are_names(Keys path) {
  if (path.size() == 1) return sections().contains(path[0]);
  if (path.size() == 2 && !sections().contains(path[0])) return maps_of_names().contains(path[1]);
  if (path.size() < 3) return false;
  return is_mark(path) ||
         (maps_of_names().contains(path.back()) && !keys_are_names(path.first(path.size() - 1)));
}

} // namespace

std::string joined(const Path& path) { return fmt::format("{}", fmt::join(path, ".")); }

bool keys_are_names(const Path& path) { return keys_are_names(Keys(path)); }

bool may_be_distribution(const Path& path) {
  if (path.size() == 2) return path[0] == "parameters";
  return path.size() > 2 && (is_mark(path) || !keys_are_names(Keys(path)));
}

std::string kind_of_part(const std::string& section) {
  return sections().contains(section) ? section.substr(0, section.size() - 1) : "";
}

} // namespace casus::scenario
