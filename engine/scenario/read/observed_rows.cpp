// Rows of tables have been turned into maps, so that there is one way to read them. What came after the end
// of the record is not looked at, but for its date: no later row may change what was known.

#include "scenario/read/observed_rows.hpp"

#include "formula/complaint.hpp"
#include "formula/moments.hpp"
#include "scenario/fields.hpp"
#include "scenario/read/declared_names.hpp"
#include "scenario/read/mark_values.hpp"
#include "scenario/read/ranges.hpp"
#include "scenario/read/read_numbers.hpp"
#include "scenario/read/read_times.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace casus::scenario {

using formula::Wanted;

namespace {

/// What the rows of all lists share: their moments.
class RowReader {
public:
  explicit RowReader(Reading& reading) : reading_(reading), record_(*reading.scenario.observed) {}

  /// Gives each row that is known to `read`, with its number from 1 and its moments, which are none where
  /// they have no key.
  template <typename Read>
  void each(const Node& list, const Read& read) {
    std::size_t number = 0;
    for (const NodePtr& row : list.items) {
      ++number;
      const Entry* at = row->find("at");
      const bool has_moment = at && at->value->shape != Shape::null;
      const std::vector<ObservedMoment> moments =
          has_moment ? moments_of(*row, *at->value) : std::vector<ObservedMoment>{};
      if (!has_moment || !moments.empty()) read(*row, number, moments);
    }
  }

private:
  /// Those that are known of a date or a list of dates.
  std::vector<ObservedMoment> moments_of(const Node& row, const Node& at) {
    std::vector<ObservedMoment> moments;
    std::size_t later = 0;
    const auto read = [&](const Node& date) {
      const auto moment = read_observed_moment(reading_, date);
      if (!moment) return;
      if (is_later(*moment)) {
        reading_.later.insert(&date);
        ++later;
      } else if (moment->day < 0) {
        reading_.problems.error(date.place, formula::lies_outside(date.text, {moment->day},
                                                                  reading_.scenario.start, record_.until));
      } else {
        moments.push_back({moment->day, std::min(moment->length, record_.until - moment->day)});
      }
    };
    if (at.shape != Shape::list) read(at);
    for (const NodePtr& date : at.items) read(*date);
    if (at.shape == Shape::list && at.items.empty())
      reading_.problems.error(at.place, "the list is empty: give it a date");
    if (moments.empty() && later > 0) reading_.later.insert(&row);
    return moments;
  }

  bool is_later(const ObservedMoment& moment) const {
    return moment.day > record_.until || (moment.length > 0 && moment.day == record_.until);
  }

  Reading& reading_;
  const Observed& record_;
};

/// The value of a key that every row must have, as text.
const Node* required_text(Reading& reading, const MapReader& map, std::string_view key, const char* why) {
  const Node* node = map.require(key, why);
  return node && require_text(reading, *node, map.name_of_value(key)) ? node : nullptr;
}

constexpr const char* when = "give it a date such as 2024-11-05";

void refuse_what_follows(Reading& reading, const Trigger& trigger, const Node& name) {
  reading.problems.error(name.place,
                         fmt::format("trigger {} fires of itself when its condition turns true ('upon'), and "
                                     "cannot be recorded: record what that follows from",
                                     formula::in_quotes(trigger.name)));
}

class FiringRow {
public:
  FiringRow(Reading& reading, const Node& node, std::size_t number)
      : reading_(reading), map_(reading, node, "observed firing " + std::to_string(number), node.place,
                                keys_of<ObservedFiring>()) {
    firing_.place = node.place;
  }

  void read(const std::vector<ObservedMoment>& moments, double least_confidence) {
    static_cast<void>(map_.note()); // it is for people, and only has to be one
    map_.require("at", when);
    if (!is_sure(least_confidence)) {
      reading_.scenario.observed->left_out += moments.size();
      return;
    }
    const Node* name = required_text(reading_, map_, "trigger", "name the trigger that fired");
    const auto trigger = name ? require_trigger(reading_, *name) : std::nullopt;
    if (!trigger) return;
    firing_.trigger = *trigger;
    const Trigger& of = reading_.scenario.triggers[static_cast<std::size_t>(*trigger)];
    if (of.upon) refuse_what_follows(reading_, of, *name);
    firing_.marks = read_mark_values(reading_, of, map_.find("marks"), map_.name_of_value("marks"));
    for (const ObservedMoment& moment : moments) {
      firing_.when = moment;
      reading_.scenario.observed->firings.push_back(firing_);
    }
  }

private:
  bool is_sure(double least_confidence) {
    return read_plain_share(reading_, map_, "confidence").value_or(1) >= least_confidence;
  }

  Reading& reading_;
  MapReader map_;
  ObservedFiring firing_;
};

void read_rung(Reading& reading, const Node& node, std::size_t number,
               const std::vector<ObservedMoment>& moments) {
  const MapReader map(reading, node, "observed rung " + std::to_string(number), node.place,
                      keys_of<ObservedRung>());
  static_cast<void>(map.note());
  map.require("at", when);
  const Node* name = required_text(reading, map, "ladder", "name the ladder that was seen");
  const Node* rung_name = required_text(reading, map, "rung", "name the rung on which it stood");
  const auto ladder = name ? require_ladder(reading, *name) : std::nullopt;
  const auto rung = ladder && rung_name ? require_rung(reading, *ladder, *rung_name) : std::nullopt;
  if (!rung) return;
  for (const ObservedMoment& moment : moments)
    reading.scenario.observed->rungs.push_back({moment, *ladder, *rung, node.place});
}

void read_values(Reading& reading, const Node& node, std::size_t number,
                 const std::vector<ObservedMoment>& moments) {
  const MapReader map(reading, node, "measurement " + std::to_string(number), node.place,
                      keys_of<ObservedValue>());
  static_cast<void>(map.note());
  map.require("at", when);
  const Node* values = map.require("values", "give it a map of drivers to what was measured");
  if (!values || !require_map(reading, *values, map.name_of_value("values"))) return;
  for (const Entry& entry : values->entries) {
    const auto driver = require_driver(reading, *entry.key);
    const auto value = driver ? read_constant(reading, *entry.value, Wanted::number) : std::nullopt;
    if (!value) continue;
    for (const ObservedMoment& moment : moments)
      reading.scenario.observed->values.push_back(
          {moment, *driver, value->expression.value, entry.value->place});
  }
}

} // namespace

std::optional<double> read_plain_share(Reading& reading, const MapReader& map, std::string_view key) {
  const Node* node = map.find(key);
  const auto share = node ? read_constant(reading, *node, Wanted::number) : std::nullopt;
  if (!share) return std::nullopt;
  require_within(reading, share, from_zero_to_one, map.name_of_value(key));
  return share->expression.value;
}

void read_observed_firings(Reading& reading, const Node& list, double least_confidence) {
  RowReader(reading).each(list, [&](const Node& row, std::size_t number, const auto& moments) {
    FiringRow(reading, row, number).read(moments, least_confidence);
  });
}

void read_observed_rungs(Reading& reading, const Node& list) {
  RowReader(reading).each(list, [&](const Node& row, std::size_t number, const auto& moments) {
    read_rung(reading, row, number, moments);
  });
}

void read_observed_values(Reading& reading, const Node& list) {
  RowReader(reading).each(list, [&](const Node& row, std::size_t number, const auto& moments) {
    read_values(reading, row, number, moments);
  });
}

} // namespace casus::scenario
