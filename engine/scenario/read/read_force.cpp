// A forced firing is a map of a trigger, of one date or more, and perhaps of marks: a category's name or a
// number each.

#include "formula/complaint.hpp"
#include "scenario/fields.hpp"
#include "scenario/read/declared_names.hpp"
#include "scenario/read/map_reader.hpp"
#include "scenario/read/mark_values.hpp"
#include "scenario/read/parts.hpp"
#include "scenario/read/read_times.hpp"

#include <algorithm>

namespace casus::scenario {

namespace {

class FiringReader {
public:
  FiringReader(Reading& reading, const Node& node, std::size_t number)
      : reading_(reading),
        map_(reading, node, "forced firing " + std::to_string(number), node.place, keys_of<ForcedFiring>()) {
    firing_.place = node.place;
  }

  /// One firing for each date.
  void read() {
    firing_.note = map_.note();
    read_trigger();
    read_dates();
    if (trigger_)
      firing_.marks = read_mark_values(reading_, *trigger_, map_.find("marks"), map_.name_of_value("marks"));
    for (const double day : days_) {
      firing_.day = day;
      reading_.scenario.forced.push_back(firing_);
    }
  }

private:
  void read_trigger() {
    const Node* node = map_.require("trigger", "name the trigger that fires");
    const std::string* name = node ? require_text(reading_, *node, map_.name_of_value("trigger")) : nullptr;
    if (!name) return;
    firing_.trigger = require_trigger(reading_, *node).value_or(-1);
    if (firing_.trigger >= 0)
      trigger_ = &reading_.scenario.triggers[static_cast<std::size_t>(firing_.trigger)];
  }

  void read_dates() {
    if (const Node* at = map_.require("at", "give it a date, or a duration from the start"))
      read_days(reading_, *at, map_.name_of_value("at"),
                [this](const Node& date, double day) { add_day(date, day); });
  }

  void add_day(const Node& node, double day) {
    if (reading_.knows_horizon && day > reading_.scenario.horizon)
      reading_.problems.error(node.place, formula::in_quotes(node.text) +
                                              " is after the horizon, so nothing can fire then");
    else if (std::find(days_.begin(), days_.end(), day) != days_.end())
      reading_.problems.error(node.place, formula::in_quotes(node.text) +
                                              " stands twice among the dates of " + map_.what() +
                                              ": if it fires twice on that day, write it as two firings");
    else
      days_.push_back(day);
  }

  Reading& reading_;
  MapReader map_;
  const Trigger* trigger_ = nullptr;
  std::vector<double> days_;
  ForcedFiring firing_;
};

} // namespace

void read_force(Reading& reading, const Node& section) {
  std::size_t number = 0;
  for (const NodePtr& item : section.items) FiringReader(reading, *item, ++number).read();
  if (reading.scenario.forced.size() > most_of_a_kind)
    reading.problems.error(section.place, "there are " + std::to_string(reading.scenario.forced.size()) +
                                              " forced firings (at most " + std::to_string(most_of_a_kind) +
                                              ")");
}

} // namespace casus::scenario
