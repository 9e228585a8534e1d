// The two lists are aligned greedily: each firing of the second goes with the first equal one of the first
// list that comes after those which are taken already.

#include "scenario/change/force_difference.hpp"

#include "formula/calendar.hpp"
#include "scenario/change/difference.hpp"
#include "scenario/tree/write_yaml.hpp"

#include <algorithm>
#include <unordered_map>

namespace casus::scenario {

namespace {

struct Firing {
  NodePtr entry;
  std::string label;
  std::string text; ///< the same for equal firings
};

std::string text_of(const Node& entry) {
  Node telling = entry;
  std::erase_if(telling.entries, [](const Entry& each) {
    return is_only_said({"force", "-"}, each.key->text);
  });
  return to_yaml_line(telling);
}

NodePtr on_date(const Node& entry, const NodePtr& date) {
  auto result = std::make_shared<Node>(entry);
  for (Entry& each : result->entries)
    if (each.key->text == "at") each.value = date;
  return result;
}

/// The firings of the tree stand in the same order as those of the scenario.
std::vector<Firing> firings_of(const Node& tree, const Scenario& scenario) {
  std::vector<Firing> firings;
  const Entry* force = tree.find("force");
  if (!force) return firings;
  const auto add = [&](const NodePtr& entry) {
    const ForcedFiring& forced = scenario.forced[firings.size()];
    const std::string& trigger = scenario.triggers[static_cast<std::size_t>(forced.trigger)].name;
    firings.push_back({entry, "force " + trigger + " on " + formula::iso_date(scenario.start, forced.day),
                       text_of(*entry)});
  };
  for (const NodePtr& entry : force->value->items) {
    const Node& at = *entry->find("at")->value;
    if (at.shape != Shape::list) add(entry);
    for (const NodePtr& date : at.items) add(on_date(*entry, date));
  }
  return firings;
}

std::unordered_map<std::string, std::vector<std::size_t>> positions_of(const std::vector<Firing>& firings) {
  std::unordered_map<std::string, std::vector<std::size_t>> positions;
  for (std::size_t i = 0; i < firings.size(); ++i) positions[firings[i].text].push_back(i);
  return positions;
}

} // namespace

std::vector<ForceItem> forced_in_either(const Node& first, const Scenario& first_scenario, const Node& second,
                                        const Scenario& second_scenario) {
  const std::vector<Firing> old = firings_of(first, first_scenario);
  auto positions = positions_of(old);
  std::vector<ForceItem> items;
  std::size_t next = 0;
  const auto take_until = [&](std::size_t end) {
    for (; next < end; ++next) items.push_back({old[next].entry, old[next].label, true, false});
  };
  for (const Firing& firing : firings_of(second, second_scenario)) {
    const std::vector<std::size_t>& equal = positions[firing.text];
    const auto found = std::lower_bound(equal.begin(), equal.end(), next);
    if (found != equal.end()) {
      take_until(*found);
      ++next;
    }
    items.push_back({firing.entry, firing.label, found != equal.end(), true});
  }
  take_until(old.size());
  return items;
}

} // namespace casus::scenario
