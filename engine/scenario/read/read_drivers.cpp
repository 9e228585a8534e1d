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
    doubt_trend();
    read_follows();
    if (map_.has("half_life") && !map_.has("mean")) driver_.mean = Number{"0", driver_.place, {}};
    read_start();
    read_bounds();
    return std::move(driver_);
  }

private:
  /// Without a unit a trend is per day, which hardly anyone means.
  void doubt_trend() {
    const auto value = constant(driver_.trend);
    if (!value || *value == 0 || driver_.trend->text.find("per") != std::string::npos) return;
    reading_.problems.warning(driver_.trend->place, map_.name_of_value("trend") +
                                                        " has no unit and counts per day: write " +
                                                        formula::in_quotes(driver_.trend->text + " per day") +
                                                        " if that is what it is");
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
