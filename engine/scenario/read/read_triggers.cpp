#include "formula/complaint.hpp"
#include "scenario/fields.hpp"
#include "scenario/read/effects.hpp"
#include "scenario/read/intensities.hpp"
#include "scenario/read/map_reader.hpp"
#include "scenario/read/parts.hpp"
#include "scenario/read/read_marks.hpp"
#include "scenario/read/read_numbers.hpp"
#include "scenario/read/read_times.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <set>

namespace casus::scenario {

using formula::Reads;
using formula::Wanted;

namespace {

constexpr std::array<std::string_view, 3> ways_to_fire = {"rate", "at", "upon"};

/// Whole numbers up to here are exact in a double.
constexpr double largest_limit = 9'007'199'254'740'992;

class TriggerReader {
public:
  TriggerReader(Reading& reading, const Entry& entry)
      : reading_(reading), path_("triggers." + entry.key->text),
        map_(reading, *entry.value, "trigger " + formula::in_quotes(entry.key->text), entry.key->place,
             keys_of<Trigger>()) {
    trigger_.name = entry.key->text;
    trigger_.place = entry.key->place;
  }

  Trigger read() {
    trigger_.note = map_.note();
    require_one_way();
    read_way();
    read_gates();
    if (const Node* marks = map_.find("marks")) trigger_.marks = read_marks(reading_, *marks, trigger_.name);
    if (const Node* effects = map_.find("effects"))
      trigger_.effects =
          read_effects(reading_, *effects, Reads::state_and_marks, {map_.what(), path_ + ".effects"});
    reading_.vocabulary.clear_marks();
    return std::move(trigger_);
  }

private:
  void require_one_way() {
    std::vector<std::string> ways;
    for (const std::string_view way : ways_to_fire)
      if (map_.has_or_meant(way)) ways.emplace_back(way);
    if (!map_.is_map() || ways.size() == 1) return;
    reading_.problems.error(
        trigger_.place,
        map_.what() + " must have one of 'rate', 'at' and 'upon', which say how it fires (it has " +
            (ways.empty() ? "none of them)" : formula::in_quotes(ways) + "): leave out the others"));
  }

  void read_way() {
    const PartialIntensity intensity = read_intensity(reading_, map_, path_);
    if (map_.has("rate"))
      trigger_.hazard = {intensity.place, intensity.rate.value_or(Formula{}), intensity.weights,
                         intensity.when};
    else
      trigger_.when = intensity.when;
    if (const Node* at = map_.find("at")) read_dates(*at);
    if (const Node* upon = map_.find("upon"))
      trigger_.upon = read_formula(reading_, *upon, Wanted::condition, Reads::state);
  }

  void read_dates(const Node& at) {
    read_days(reading_, at, map_.name_of_value("at"),
              [this](const Node& date, double day) { add_day(date, day); });
    trigger_.at.assign(days_.begin(), days_.end());
  }

  void add_day(const Node& node, double day) {
    if (reading_.knows_horizon && day > reading_.scenario.horizon)
      reading_.problems.warning(node.place, formula::in_quotes(node.text) + " is after the horizon, so " +
                                                map_.what() + " never fires then");
    else if (!days_.insert(day).second)
      reading_.problems.warning(node.place, formula::in_quotes(node.text) +
                                                " stands twice among the dates of " + map_.what() +
                                                " (it fires once on that day)");
  }

  void read_gates() {
    read_numbers(reading_, map_, path_, trigger_);
    const Node* limit = map_.find("limit");
    const auto count = limit ? read_constant(reading_, *limit, Wanted::number) : std::nullopt;
    if (!count) return;
    const double value = count->expression.value;
    if (value >= 1 && value <= largest_limit && value == std::floor(value))
      trigger_.limit = static_cast<long long>(value);
    else
      reading_.problems.error(limit->place,
                              fmt::format("{} must be a whole number of firings, from 1 to {:.0f} (it is {})",
                                          map_.name_of_value("limit"), largest_limit,
                                          formula::in_quotes(limit->text)));
  }

  Reading& reading_;
  std::string path_;
  MapReader map_;
  Trigger trigger_;
  std::set<double> days_; ///< of its schedule
};

} // namespace

void read_triggers(Reading& reading, const Node& section) {
  for (const Entry& entry : section.entries)
    reading.scenario.triggers.push_back(TriggerReader(reading, entry).read());
}

} // namespace casus::scenario
