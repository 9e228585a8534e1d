// A parameter is `{about: …, value: VALUE}` or just VALUE: a number, perhaps with a unit, or a distribution.

#include "formula/complaint.hpp"
#include "scenario/fields.hpp"
#include "scenario/read/map_reader.hpp"
#include "scenario/read/parts.hpp"
#include "scenario/read/read_numbers.hpp"

#include <algorithm>
#include <limits>

namespace casus::scenario {

using formula::Wanted;

namespace {

bool has_keys_of_a_part(const Node& node) {
  const auto has_one = [&](const std::vector<Key>& keys) {
    return std::any_of(keys.begin(), keys.end(),
                       [&](const Key& key) { return node.find(key.name) != nullptr; });
  };
  return has_one(keys_of<Parameter>()) || has_one(keys_of<Note>());
}

void read_value(Reading& reading, const Node& node, Parameter& parameter) {
  const auto index = static_cast<int>(reading.scenario.parameters.size());
  if (node.shape == Shape::map) {
    auto measured = measure_distribution(reading, node, Wanted::any_unit);
    if (!measured) return;
    parameter.distribution = std::move(measured->distribution);
    parameter.value = 0;
    reading.vocabulary.measure_parameter(index, measured->dimension);
  } else if (const auto measured = measure_constant(reading, node, Wanted::any_unit)) {
    parameter.value = measured->number.expression.value;
    parameter.text = measured->number.text;
    reading.vocabulary.measure_parameter(index, measured->dimension);
  }
}

Parameter read_parameter(Reading& reading, const Entry& entry) {
  Parameter parameter{entry.key->text,
                      {},
                      entry.key->place,
                      {},
                      std::numeric_limits<double>::quiet_NaN(),
                      "parameters." + entry.key->text};
  if (entry.value->shape == Shape::null) {
    reading.problems.error(entry.key->place, "parameter " + formula::in_quotes(parameter.name) +
                                                 " is empty: give it a number or a distribution");
  } else if (entry.value->shape == Shape::map && has_keys_of_a_part(*entry.value)) {
    const MapReader map(reading, *entry.value, "parameter " + formula::in_quotes(parameter.name),
                        parameter.place, keys_of<Parameter>());
    parameter.note = map.note();
    parameter.path += ".value";
    if (const Node* value = map.require("value", "give it a number or a distribution"))
      read_value(reading, *value, parameter);
  } else {
    read_value(reading, *entry.value, parameter);
  }
  return parameter;
}

} // namespace

void read_parameters(Reading& reading, const Node& section) {
  for (const Entry& entry : section.entries)
    reading.scenario.parameters.push_back(read_parameter(reading, entry));
}

} // namespace casus::scenario
