// A forced firing is a map of a trigger, of one date or more, and perhaps of marks: a category's name or a
// number each.

#include "formula/complaint.hpp"
#include "scenario/fields.hpp"
#include "scenario/read/declared_names.hpp"
#include "scenario/read/map_reader.hpp"
#include "scenario/read/parts.hpp"
#include "scenario/read/ranges.hpp"
#include "scenario/read/read_numbers.hpp"
#include "scenario/read/read_times.hpp"

#include <algorithm>

namespace casus::scenario {

using formula::did_you_mean;
using formula::Wanted;

namespace {

template <typename Named>
std::vector<std::string> names_of(const std::vector<Named>& parts) {
  std::vector<std::string> names;
  for (const Named& part : parts) names.push_back(part.name);
  return names;
}

template <typename Named>
std::optional<std::size_t> position(const std::vector<Named>& parts, const std::string& name) {
  const auto found =
      std::find_if(parts.begin(), parts.end(), [&](const Named& part) { return part.name == name; });
  if (found == parts.end()) return std::nullopt;
  return static_cast<std::size_t>(found - parts.begin());
}

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
    if (trigger_) read_marks();
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
    firing_.trigger = reading_.vocabulary.trigger(*name).value_or(-1);
    if (firing_.trigger < 0)
      reading_.problems.error(node->place,
                              "unknown trigger " + formula::in_quotes(*name) +
                                  formula::help_with(*name, "triggers", reading_.vocabulary.triggers()));
    else
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

  void read_marks() {
    firing_.marks.resize(trigger_->marks.size());
    const Node* marks = map_.find("marks");
    if (!marks || !require_map(reading_, *marks, map_.name_of_value("marks"))) return;
    for (const Entry& entry : marks->entries) {
      const auto mark = position(trigger_->marks, entry.key->text);
      if (mark)
        firing_.marks[*mark] = value(trigger_->marks[*mark], *entry.value);
      else
        tell_no_mark(*entry.key);
    }
  }

  void tell_no_mark(const Node& name) {
    const std::vector<std::string> known = names_of(trigger_->marks);
    reading_.problems.error(name.place, formula::in_quotes(name.text) + " is no mark of trigger " +
                                            formula::in_quotes(trigger_->name) +
                                            did_you_mean(formula::nearest_name(name.text, known)) +
                                            (known.empty() ? ", which has none: leave it out"
                                                           : ": its marks are " + formula::in_quotes(known)));
  }

  std::optional<double> value(const Mark& mark, const Node& node) {
    if (mark.categories.empty()) return number(mark, node);
    const std::string* name = require_text(reading_, node, "mark " + formula::in_quotes(mark.name));
    const auto index = name ? position(mark.categories, *name) : std::nullopt;
    if (index) return static_cast<double>(*index);
    const std::vector<std::string> known = names_of(mark.categories);
    if (name)
      reading_.problems.error(node.place, formula::in_quotes(*name) + " is no category of mark " +
                                              formula::in_quotes(mark.name) +
                                              did_you_mean(formula::nearest_name(*name, known)) +
                                              ": its categories are " + formula::in_quotes(known));
    return std::nullopt;
  }

  std::optional<double> number(const Mark& mark, const Node& node) {
    const auto constant = read_constant(reading_, node, Wanted::number);
    if (constant && mark.distribution)
      require_drawable(reading_, *constant, *mark.distribution, "mark " + formula::in_quotes(mark.name));
    return constant ? std::optional(constant->expression.value) : std::nullopt;
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
