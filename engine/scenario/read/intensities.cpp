#include "scenario/read/intensities.hpp"

#include "formula/complaint.hpp"
#include "scenario/read/ranges.hpp"
#include "scenario/read/read_numbers.hpp"

namespace casus::scenario {

using formula::Reads;
using formula::Wanted;

namespace {

/// The ladder that has such a rung; none where it is no rung.
std::optional<std::string> ladder_with(const Reading& reading, const std::string& rung) {
  const auto& ladders = reading.ladders.names();
  for (std::size_t i = 0; i < ladders.size(); ++i)
    if (reading.vocabulary.rung(static_cast<int>(i), rung)) return ladders[i];
  return std::nullopt;
}

/// A weight on what never changes is a factor of the rate, which hardly anyone means.
void doubt_constant(Reading& reading, const Formula& term) {
  if (term.expression.operation != Operation::constant) return;
  const auto ladder = ladder_with(reading, term.text);
  reading.problems.warning(term.place,
                           formula::in_quotes(term.text) + (ladder ? " is a rung, which" : "") +
                               " is the same always, so that its weight only changes the rate" +
                               (ladder ? ": write " + formula::in_quotes(*ladder + " >= " + term.text) +
                                             " for whether the ladder has come so far"
                                       : ": change that instead"));
}

} // namespace

PartialIntensity read_intensity(Reading& reading, const MapReader& map, const std::string& path) {
  PartialIntensity result;
  result.place = map.place();
  if (const Node* rate = map.find("rate")) {
    result.place = rate->place;
    result.rate = read_rate(reading, *rate, path + ".rate");
    require_within(reading, result.rate, *map.takes("rate").bounds, map.name_of_value("rate"));
  }
  result.rate_is_wrong = !result.rate && map.has_or_meant("rate");
  result.weights = read_weights(reading, map, path + ".weights");
  result.when = read_condition(reading, map, "when");
  return result;
}

std::vector<Term> read_weights(Reading& reading, const MapReader& map, const std::string& path) {
  const Node* weights = map.find("weights");
  if (!weights || !require_map(reading, *weights, map.name_of_value("weights"))) return {};
  std::vector<Term> result;
  for (const Entry& entry : weights->entries) {
    auto term = read_formula(reading, *entry.key, Wanted::either, Reads::state);
    if (term) doubt_constant(reading, *term);
    auto weight = read_number(reading, *entry.value, Wanted::number, path + "." + entry.key->text);
    if (term && weight) result.push_back({std::move(*term), std::move(*weight)});
  }
  return result;
}

std::optional<Formula> read_condition(Reading& reading, const MapReader& map, std::string_view key) {
  const Node* node = map.find(key);
  return node ? read_formula(reading, *node, Wanted::condition, Reads::state) : std::nullopt;
}

} // namespace casus::scenario
