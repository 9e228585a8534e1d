#include "scenario/tree/include.hpp"

#include "formula/complaint.hpp"
#include "scenario/fields.hpp"
#include "scenario/places.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace casus::scenario {

namespace {

/// Those keys of a scenario that an included file may have.
const std::vector<Key>& sections() {
  static const std::vector<Key> keys = [] {
    std::vector<Key> of_a_scenario = keys_of<Scenario>();
    std::erase_if(of_a_scenario, [](const Key& key) { return !key.takes.may_be_included; });
    return of_a_scenario;
  }();
  return keys;
}

/// Null where there is none of that name.
const Key* section_named(const std::string& name) {
  const auto found = std::find_if(sections().begin(), sections().end(),
                                  [&](const Key& section) { return section.name == name; });
  return found == sections().end() ? nullptr : &*found;
}

std::vector<std::string> names_of_sections() {
  std::vector<std::string> names;
  for (const Key& section : sections()) names.emplace_back(section.name);
  return names;
}

} // namespace

bool IncludedSections::is_new(const File& file, const Place& place) {
  const auto [first, is_first] = files_.emplace(file.identity.string(), place);
  if (!is_first)
    problems_.error(place, formula::in_quotes(file.path.string()) + " is included twice (first in " +
                               to_string(first->second) + "): leave one of them out");
  return is_first;
}

void IncludedSections::add(const Node& tree) {
  if (tree.shape != Shape::map)
    problems_.error(tree.place, "an included file must be a map of sections, not " + name_of(tree.shape));
  for (const Entry& entry : tree.entries) {
    const std::string& key = entry.key->text;
    if (section_named(key))
      add_section(entry);
    else if (key != "casus" && key != "include")
      problems_.error(entry.key->place, formula::in_quotes(key) +
                                            " cannot stand in an included file (which may have " +
                                            formula::in_quotes(names_of_sections()) +
                                            " and 'include'): put it into the file that includes this one");
  }
}

void IncludedSections::add_section(const Entry& entry) {
  const std::string& name = entry.key->text;
  const Node& value = *entry.value;
  if (value.shape == Shape::null) return;
  const Shape wanted = section_named(name)->takes.keyed_by_names ? Shape::map : Shape::list;
  if (value.shape != wanted) {
    problems_.error(value.place, formula::in_quotes(name) + " must be " + name_of(wanted) + ", not " +
                                     name_of(value.shape));
    return;
  }
  auto section = std::find_if(sections_.begin(), sections_.end(),
                              [&](const Section& each) { return each.key->text == name; });
  if (section == sections_.end()) {
    auto node = std::make_shared<Node>();
    node->shape = wanted;
    node->place = value.place;
    section = sections_.insert(section, {std::move(node), entry.key, {}});
  }
  for (const NodePtr& item : value.items) section->node->items.push_back(item);
  for (const Entry& part : value.entries) add_part(*section, part);
}

void IncludedSections::add_part(Section& section, const Entry& part) {
  const std::string& name = part.key->text;
  const auto [first, is_new] = section.parts.emplace(name, part.key->place);
  if (is_new)
    section.node->entries.push_back(part);
  else
    problems_.error(part.key->place, formula::in_quotes(section.key->text + "." + name) +
                                         " stands twice (first in " + to_string(first->second) +
                                         "): leave one of them out");
}

NodePtr IncludedSections::before(const NodePtr& tree) {
  if (sections_.empty()) return tree;
  for (const Entry& entry : tree->entries)
    if (section_named(entry.key->text)) add_section(entry);
  auto result = std::make_shared<Node>(*tree);
  for (const Section& section : sections_) {
    const auto own = std::find_if(result->entries.begin(), result->entries.end(),
                                  [&](const Entry& entry) { return entry.key->text == section.key->text; });
    if (own == result->entries.end())
      result->entries.push_back({section.key, section.node});
    else
      own->value = section.node;
  }
  return result;
}

} // namespace casus::scenario
