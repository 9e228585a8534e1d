#include "formula/calendar.hpp"
#include "formula/complaint.hpp"
#include "scenario/fields.hpp"
#include "scenario/read/intensities.hpp"
#include "scenario/read/map_reader.hpp"
#include "scenario/read/parts.hpp"
#include "scenario/read/read_numbers.hpp"
#include "scenario/read/read_times.hpp"

#include <algorithm>

namespace casus::scenario {

using formula::Reads;
using formula::Wanted;

namespace {

class OutcomeReader {
public:
  OutcomeReader(Reading& reading, const Entry& entry)
      : reading_(reading), map_(reading, *entry.value, "outcome " + formula::in_quotes(entry.key->text),
                                entry.key->place, keys_of<Outcome>()) {
    outcome_.name = entry.key->text;
    outcome_.place = entry.key->place;
  }

  Outcome read() {
    outcome_.note = map_.note();
    outcome_.question = map_.text("question");
    outcome_.resolution = map_.text("resolution");
    require_one_kind();
    outcome_.when = read_condition(reading_, map_, "when");
    if (const Node* value = map_.find("value"))
      outcome_.value = read_formula(reading_, *value, Wanted::either, Reads::state);
    outcome_.given = read_condition(reading_, map_, "given");
    outcome_.after = read_condition(reading_, map_, "after");
    outcome_.day = reading_.scenario.horizon;
    read_day_of("by", outcome_.day);
    read_day_of("at", outcome_.day);
    read_window();
    read_day_of("from", outcome_.from);
    require_from_before_end();
    return std::move(outcome_);
  }

private:
  void require_one_kind() {
    const bool when = map_.has_or_meant("when"), value = map_.has_or_meant("value");
    if (map_.is_map() && when == value)
      reading_.problems.error(outcome_.place, map_.what() +
                                                  " must have either 'when' (did something happen?) or "
                                                  "'value' (how much?), and has " +
                                                  (when ? "both" : "neither"));
  }

  /// Puts the days together on which the question may begin and on which it ends. Every window is to be
  /// seen to its end, so that a question begins no later than that lets it.
  void read_window() {
    const Node* node = map_.find("within");
    const auto within = node ? read_constant(reading_, *node, Wanted::duration) : std::nullopt;
    if (!within || !reading_.knows_horizon) return;
    const double length = within->expression.value, last = reading_.scenario.horizon - length;
    if (length <= 0 || last < 0) {
      reading_.problems.error(node->place, map_.name_of_value("within") +
                                               " must be longer than nothing and no longer than "
                                               "the horizon (it is " +
                                               formula::in_quotes(node->text) + ")");
      return;
    }
    outcome_.within = length;
    if (const Node* by = map_.find("by"); by && outcome_.day > last)
      reading_.problems.warning(
          by->place, "a window that begins after " + date(last) +
                         " reaches beyond the horizon: trajectories in which it begins later are no trials "
                         "(make 'by' earlier, or the horizon later)");
    outcome_.day = std::min(outcome_.day, last) + length;
  }

  void require_from_before_end() {
    const Node* node = map_.find("from");
    if (node && outcome_.from > outcome_.last_begin())
      reading_.problems.error(node->place, map_.name_of_value("from") +
                                               " is after the last day on which it may be asked (" +
                                               date(outcome_.last_begin()) + "): make it earlier");
  }

  std::string date(double day) const { return formula::iso_date(reading_.scenario.start, day); }

  void read_day_of(std::string_view key, double& into) {
    const Node* node = map_.find(key);
    if (!node) return;
    const auto day = read_day(reading_, *node);
    if (!day || !reading_.knows_horizon) return;
    into = *day;
    if (*day < 0 || *day > reading_.scenario.horizon)
      reading_.problems.error(node->place, map_.name_of_value(key) +
                                               " must be between the start and the horizon (it "
                                               "is " +
                                               formula::in_quotes(node->text) + ")");
  }

  Reading& reading_;
  MapReader map_;
  Outcome outcome_;
};

} // namespace

void read_outcomes(Reading& reading, const Node& section) {
  for (const Entry& entry : section.entries)
    reading.scenario.outcomes.push_back(OutcomeReader(reading, entry).read());
}

} // namespace casus::scenario
