#include "scenario/fields.hpp"

#include "scenario/verbs.hpp"

namespace casus::scenario {

namespace {

template <typename Part>
PartKeys part_keys() {
  return {Fields<Part>::word, Fields<Part>::says, keys_of<Part>()};
}

/// What may stand under a verb: a map of drivers or ladders to amounts.
Takes takes_of(const Verb& verb) {
  switch (verb.amount) {
  case AmountKind::number:
    return takes::named("amounts", "a map of drivers to formulas");
  case AmountKind::rungs:
    return takes::named("rung_counts", "a map of ladders to whole numbers");
  case AmountKind::rung:
    break;
  }
  return takes::named("rungs_to_move_to", "a map of ladders to rungs");
}

} // namespace

const std::vector<Key>& keys_of_an_effect() {
  static const std::vector<Key> keys = [] {
    std::vector<Key> all = keys_of<Effect>();
    for (const Verb& verb : verbs) all.push_back({verb.key, takes_of(verb), verb.says});
    return all;
  }();
  return keys;
}

const std::vector<PartKeys>& parts_of_a_scenario() {
  static const std::vector<PartKeys> parts = {
      part_keys<Scenario>(),     part_keys<Parameter>(),
      part_keys<Driver>(),       part_keys<Trigger>(),
      part_keys<Category>(),     {Fields<Effect>::word, Fields<Effect>::says, keys_of_an_effect()},
      part_keys<Ladder>(),       part_keys<Intensity>(),
      part_keys<Outcome>(),      part_keys<ForcedFiring>(),
      part_keys<Observed>(),     part_keys<ObservedFiring>(),
      part_keys<ObservedRung>(), part_keys<ObservedValue>()};
  return parts;
}

} // namespace casus::scenario
