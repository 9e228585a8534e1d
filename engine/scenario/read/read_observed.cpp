// What has happened: rows of firings, rungs and measurements, put in order, so that the order of the file
// changes nothing; then how surely they are right, and how surely all is recorded.

#include "formula/complaint.hpp"
#include "scenario/fields.hpp"
#include "scenario/read/map_reader.hpp"
#include "scenario/read/observed_rows.hpp"
#include "scenario/read/observed_shares.hpp"
#include "scenario/read/parts.hpp"
#include "scenario/read/scheduled_firings.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <tuple>

namespace casus::scenario {

namespace {

constexpr double usual_least_confidence = 0.5;

bool is_zero(const Number& number) {
  return number.expression.operation == Operation::constant && number.expression.value == 0;
}

/// Whether chance moves a driver between events: its own noise, or that of one that it follows.
bool is_noisy(const std::vector<Driver>& drivers, int index, std::set<int>& seen) {
  if (!seen.insert(index).second) return false;
  const Driver& driver = drivers[static_cast<std::size_t>(index)];
  if (driver.volatility && !is_zero(*driver.volatility)) return true;
  return std::any_of(driver.follows.begin(), driver.follows.end(), [&](const Follow& follow) {
    return !is_zero(follow.coefficient) && is_noisy(drivers, follow.driver, seen);
  });
}

class RecordReader {
public:
  RecordReader(Reading& reading, const Entry& section)
      : reading_(reading),
        map_(reading, *section.value, "'observed'", section.key->place, keys_of<Observed>()),
        record_(reading.scenario.observed.emplace()) {}

  void read() {
    static_cast<void>(map_.note()); // it is for people, and only has to be one
    map_.require("until", "give it the last day that is known, such as 2024-11-05");
    if (!reading_.knows_start || !reading_.knows_horizon) return; // no date can be placed
    record_.until = reading_.vocabulary.now.value_or(0);
    read_rows();
    put_in_order();
    place_scheduled_firings(reading_);
    read_observation_errors(reading_, map_);
    read_known(reading_, map_);
    require_noise_or_errors();
    refuse_two_places();
  }

private:
  void read_rows() {
    const double least =
        read_plain_share(reading_, map_, "least_confidence").value_or(usual_least_confidence);
    if (const Node* events = list("events")) read_observed_firings(reading_, *events, least);
    if (const Node* panel = list("panel")) read_observed_rungs(reading_, *panel);
    if (const Node* drivers = list("drivers")) read_observed_values(reading_, *drivers);
  }

  /// A table has become a list by now.
  const Node* list(std::string_view key) {
    const Node* node = map_.find(key);
    if (!node || node->shape == Shape::list) return node;
    reading_.problems.error(node->place, map_.name_of_value(key) +
                                             " must be the name of a CSV file, or a list, not " +
                                             name_of(node->shape));
    return nullptr;
  }

  void put_in_order() {
    const auto order = [](auto& rows, const auto& what) {
      std::stable_sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) {
        return std::tuple(a.when.day, a.when.length, what(a)) <
               std::tuple(b.when.day, b.when.length, what(b));
      });
    };
    order(record_.firings, [](const ObservedFiring& row) { return std::tie(row.trigger, row.marks); });
    order(record_.rungs, [](const ObservedRung& row) { return std::tie(row.ladder, row.rung); });
    order(record_.values, [](const ObservedValue& row) { return std::tie(row.driver, row.value); });
  }

  /// A course without noise never is exactly what was measured.
  void require_noise_or_errors() {
    std::set<int> told;
    for (const ObservedValue& row : record_.values) {
      std::set<int> seen;
      if (has_error(row.driver) || is_noisy(reading_.scenario.drivers, row.driver, seen)) continue;
      if (!told.insert(row.driver).second) continue;
      const std::string& name = reading_.scenario.drivers[static_cast<std::size_t>(row.driver)].name;
      reading_.problems.error(row.place,
                              fmt::format("driver '{0}' is measured without error and has no noise (so that "
                                          "nothing could bring it to just this value): say under 'errors' of "
                                          "'observed' how far a measurement may be off, such as {0}: 0.1",
                                          name));
    }
  }

  bool has_error(int driver) const {
    return std::any_of(record_.errors.begin(), record_.errors.end(), [&](const ObservationError& error) {
      return error.driver == driver && !is_zero(error.size);
    });
  }

  /// Within a day a ladder may move, at one moment it stands on one rung.
  void refuse_two_places() {
    for (std::size_t i = 1; i < record_.rungs.size(); ++i) {
      const ObservedRung &before = record_.rungs[i - 1], &row = record_.rungs[i];
      if (row.ladder != before.ladder || row.rung == before.rung || row.when.day != before.when.day ||
          row.when.length > 0)
        continue;
      reading_.problems.error(
          row.place, fmt::format("ladder '{}' stands on two rungs at this moment: leave one of "
                                 "the rows out",
                                 reading_.scenario.ladders[static_cast<std::size_t>(row.ladder)].name));
    }
  }

  Reading& reading_;
  MapReader map_;
  Observed& record_;
};

} // namespace

void read_observed(Reading& reading, const Entry& section) { RecordReader(reading, section).read(); }

} // namespace casus::scenario
