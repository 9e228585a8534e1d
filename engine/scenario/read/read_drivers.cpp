#include "formula/complaint.hpp"
#include "scenario/fields.hpp"
#include "scenario/read/declared_names.hpp"
#include "scenario/read/map_reader.hpp"
#include "scenario/read/parts.hpp"
#include "scenario/read/read_numbers.hpp"

#include <utility>

namespace casus::scenario {

using formula::Wanted;

namespace {

std::optional<double> constant(const std::optional<Number>& number) {
  if (!number || number->expression.operation != Operation::constant) return std::nullopt;
  return number->expression.value;
}

class DriverReader {
public:
  DriverReader(Reading& reading, const Entry& entry)
      : reading_(reading), path_("drivers." + entry.key->text),
        map_(reading, *entry.value, "driver " + formula::in_quotes(entry.key->text), entry.key->place,
             keys_of<Driver>()) {
    driver_.name = entry.key->text;
    driver_.place = entry.key->place;
  }

  Driver read() {
    driver_.note = map_.note();
    read_numbers(reading_, map_, path_, driver_);
    check_volatility();
    read_follows();
    if (map_.has("half_life") && !map_.has("mean")) driver_.mean = Number{"0", driver_.place, {}};
    read_start();
    read_bounds();
    return std::move(driver_);
  }

private:
  /// The normals of noise have single precision, whose range ends not far from these.
  void check_volatility() {
    constexpr double least = 1e-30, most = 1e30;
    const auto value = known_value(driver_.volatility);
    if (!value || *value <= 0 || (*value >= least && *value <= most)) return; // below 0 has been told
    reading_.problems.error(driver_.volatility->place, map_.name_of_value("volatility") +
                                                           " must be 0 or from 1e-30 to 1e30 (it is " +
                                                           formula::in_quotes(driver_.volatility->text) +
                                                           "): measure the driver in another unit");
  }

  /// The value of a constant, or of a parameter that is one.
  std::optional<double> known_value(const std::optional<Number>& number) const {
    if (!number || number->expression.operation != Operation::parameter) return constant(number);
    const Parameter& parameter =
        reading_.scenario.parameters[static_cast<std::size_t>(number->expression.symbol)];
    return parameter.distribution ? std::nullopt : std::optional(parameter.value);
  }

  void read_follows() {
    const Node* follows = map_.find("follows");
    if (!follows || !require_map(reading_, *follows, map_.name_of_value("follows"))) return;
    for (const Entry& entry : follows->entries) {
      const auto leader = require_driver(reading_, *entry.key);
      auto coefficient =
          read_number(reading_, *entry.value, Wanted::number, path_ + ".follows." + entry.key->text);
      if (leader && entry.key->text == driver_.name)
        reading_.problems.error(entry.key->place,
                                map_.what() + " cannot follow itself: change its 'half_life'");
      driver_.follows.push_back({leader.value_or(-1), std::move(coefficient).value_or(Number{})});
    }
  }

  void read_start() {
    auto start = read_number(reading_, map_, "start", path_);
    if (!map_.has("start")) start = driver_.mean;
    driver_.start = std::move(start).value_or(Number{"0", driver_.place, {}});
  }

  void read_bounds() {
    const Node* bounds = map_.find("bounds");
    if (!bounds) return;
    if (bounds->items.size() != 2) {
      reading_.problems.error(bounds->place,
                              map_.name_of_value("bounds") +
                                  " must be a list of two numbers, such as [0, 1] or [0, null]");
      return;
    }
    driver_.lower = bound(*bounds->items[0], "lower");
    driver_.upper = bound(*bounds->items[1], "upper");
    check_bounds(*bounds);
  }

  std::optional<Number> bound(const Node& node, const std::string& side) {
    if (node.shape == Shape::null) return std::nullopt;
    return read_number(reading_, node, Wanted::number, path_ + ".bounds." + side);
  }

  void check_bounds(const Node& bounds) {
    const auto low = constant(driver_.lower), high = constant(driver_.upper), start = constant(driver_.start);
    if (low && high && *low >= *high)
      reading_.problems.error(bounds.place, "the lower of the " + map_.name_of_value("bounds") +
                                                " must be below the upper one");
    else if (start && ((low && *start < *low) || (high && *start > *high)))
      reading_.problems.error(map_.has("start") ? driver_.start.place : bounds.place,
                              map_.what() + " starts outside its bounds (at " +
                                  formula::in_quotes(driver_.start.text) + ")");
  }

  Reading& reading_;
  std::string path_;
  MapReader map_;
  Driver driver_;
};

} // namespace

void read_drivers(Reading& reading, const Node& section) {
  for (const Entry& entry : section.entries)
    reading.scenario.drivers.push_back(DriverReader(reading, entry).read());
}

} // namespace casus::scenario
