#include "formula/complaint.hpp"
#include "scenario/fields.hpp"
#include "scenario/read/intensities.hpp"
#include "scenario/read/map_reader.hpp"
#include "scenario/read/parts.hpp"
#include "scenario/read/read_numbers.hpp"
#include "scenario/read/read_times.hpp"

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
    require_one_kind();
    outcome_.when = read_condition(reading_, map_, "when");
    if (const Node* value = map_.find("value"))
      outcome_.value = read_formula(reading_, *value, Wanted::either, Reads::state);
    outcome_.given = read_condition(reading_, map_, "given");
    outcome_.day = reading_.scenario.horizon;
    read_day_of("by");
    read_day_of("at");
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

  void read_day_of(std::string_view key) {
    const Node* node = map_.find(key);
    if (!node) return;
    const auto day = read_day(reading_, *node);
    if (!day || !reading_.knows_horizon) return;
    outcome_.day = *day;
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
