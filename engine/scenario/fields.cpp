#include "scenario/fields.hpp"

namespace casus::scenario {

namespace {

template <typename Part>
PartKeys part_keys() {
  return {Fields<Part>::word, Fields<Part>::says, keys_of<Part>()};
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
      part_keys<Scenario>(), part_keys<Parameter>(),
      part_keys<Driver>(),   part_keys<Trigger>(),
      part_keys<Category>(), {Fields<Effect>::word, Fields<Effect>::says, keys_of_an_effect()},
      part_keys<Ladder>(),   part_keys<Intensity>(),
      part_keys<Outcome>(),  part_keys<ForcedFiring>()};
  return parts;
}

} // namespace casus::scenario
