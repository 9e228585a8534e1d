#include "scenario/read/observed_shares.hpp"

#include "formula/complaint.hpp"
#include "scenario/read/declared_names.hpp"
#include "scenario/read/mark_combinations.hpp"
#include "scenario/read/ranges.hpp"
#include "scenario/read/read_marks.hpp"
#include "scenario/read/read_numbers.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <tuple>

namespace casus::scenario {

using formula::Reads;
using formula::Wanted;

namespace {

/// Tells of a name that is none of two kinds.
void tell_unknown(Reading& reading, const Node& name, const std::string& kind,
                  std::vector<std::string> known) {
  const auto& ladders = reading.ladders.names();
  known.insert(known.end(), ladders.begin(), ladders.end());
  reading.problems.error(name.place,
                         fmt::format("unknown {} or ladder {}{}", kind, formula::in_quotes(name.text),
                                     formula::help_with(name.text, kind + "s and ladders", known)));
}

const std::vector<Entry>& entries_under(Reading& reading, const MapReader& record, std::string_view key) {
  const Node* node = record.find(key);
  return entries_of(node && require_map(reading, *node, record.name_of_value(key)) ? node : nullptr);
}

void read_error(Reading& reading, const Entry& entry) {
  const Node& name = *entry.key;
  const auto driver = reading.drivers.find(name.text), ladder = reading.ladders.find(name.text);
  if (!driver && !ladder) return tell_unknown(reading, name, "driver", reading.drivers.names());
  auto size = read_number(reading, *entry.value, Wanted::number, "observed.errors." + name.text);
  require_within(reading, size, driver ? not_below_zero : from_zero_to_one,
                 "the error of " + formula::in_quotes(name.text));
  if (!size) return;
  size->path.clear(); // it is no number of the model that others look for
  reading.scenario.observed->errors.push_back(
      {driver.value_or(-1), ladder.value_or(-1), std::move(*size), name.place});
}

/// A share of a trigger's firings. In each way in which its categories may come about it must be one.
std::optional<Formula> read_share(Reading& reading, const Trigger& trigger, const Node& node) {
  declare_marks(reading, trigger.marks);
  auto share = read_formula(reading, node, Wanted::number, Reads::parameters_and_marks);
  reading.vocabulary.clear_marks();
  if (!share) return std::nullopt;
  const std::string what = "how surely " + formula::in_quotes(trigger.name) + " is known";
  require_within(reading, share, from_zero_to_one, what);
  if (const auto wrong = value_outside(from_zero_to_one, share->expression, trigger.marks))
    reading.problems.error(node.place, fmt::format("{} must be from 0 to 1 (it comes to {:.6g}{})", what,
                                                   wrong->value, wrong->where));
  return share;
}

/// Whether the panel holds all moves of a ladder.
std::optional<Formula> read_all_or_none(Reading& reading, const Node& name, const Node& node) {
  auto share = read_constant(reading, node, Wanted::number);
  if (!share || share->expression.value == 0 || share->expression.value == 1) return share;
  reading.problems.error(node.place,
                         fmt::format("a ladder is known or is not: write {}: 1 if the panel holds "
                                     "all its moves, and 0 if not",
                                     name.text));
  return std::nullopt;
}

class KnownReader {
public:
  explicit KnownReader(Reading& reading) : reading_(reading) {}

  void read(const Entry& entry) {
    const Node& name = *entry.key;
    const auto trigger = reading_.vocabulary.trigger(name.text);
    const auto ladder = reading_.ladders.find(name.text);
    if (trigger && ladder)
      reading_.problems.error(name.place, formula::in_quotes(name.text) +
                                              " is a trigger and a ladder: rename one of them");
    else if (trigger)
      read_trigger(entry, *trigger);
    else if (ladder)
      keep(name, -1, *ladder, read_all_or_none(reading_, name, *entry.value));
    else
      tell_unknown(reading_, name, "trigger", reading_.vocabulary.triggers());
  }

private:
  void read_trigger(const Entry& entry, int index) {
    const Trigger& trigger = reading_.scenario.triggers[static_cast<std::size_t>(index)];
    if (trigger.upon)
      reading_.problems.error(
          entry.key->place, fmt::format("trigger {} fires of itself when its condition turns true ('upon'), "
                                        "and is known as far as that is: leave it out",
                                        formula::in_quotes(trigger.name)));
    else
      keep(*entry.key, index, -1, read_share(reading_, trigger, *entry.value));
  }

  void keep(const Node& name, int trigger, int ladder, std::optional<Formula> share) {
    if (share) reading_.scenario.observed->known.push_back({trigger, ladder, std::move(*share), name.place});
  }

  Reading& reading_;
};

/// What occurs in the record is known in all its firings, unless the file says otherwise.
void add_what_occurs(Observed& record) {
  for (const ObservedFiring& firing : record.firings) {
    const bool is_said = std::any_of(record.known.begin(), record.known.end(),
                                     [&](const Known& known) { return known.trigger == firing.trigger; });
    if (is_said) continue;
    Known known{
        .trigger = firing.trigger, .ladder = -1, .share = {"1", firing.place, {}}, .place = firing.place};
    known.share.expression.value = 1;
    record.known.push_back(std::move(known));
  }
}

} // namespace

void read_observation_errors(Reading& reading, const MapReader& record) {
  for (const Entry& entry : entries_under(reading, record, "errors")) read_error(reading, entry);
  auto& errors = reading.scenario.observed->errors;
  std::sort(errors.begin(), errors.end(), [](const ObservationError& a, const ObservationError& b) {
    return std::tie(a.ladder, a.driver) < std::tie(b.ladder, b.driver);
  });
}

void read_known(Reading& reading, const MapReader& record) {
  KnownReader reader(reading);
  for (const Entry& entry : entries_under(reading, record, "known")) reader.read(entry);
  add_what_occurs(*reading.scenario.observed);
  auto& known = reading.scenario.observed->known;
  std::sort(known.begin(), known.end(), [](const Known& a, const Known& b) {
    return std::tie(a.ladder, a.trigger) < std::tie(b.ladder, b.trigger);
  });
}

} // namespace casus::scenario
