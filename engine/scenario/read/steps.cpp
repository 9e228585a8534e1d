// An entry of `steps` changes the intensity of one step: its rate and its condition replace those of `up` or
// `down`, its weights are merged with theirs by term.

#include "scenario/read/steps.hpp"

#include "formula/complaint.hpp"
#include "scenario/fields.hpp"
#include "scenario/read/declared_names.hpp"

#include <boost/algorithm/string/trim.hpp>

#include <cstdlib>
#include <unordered_map>

namespace casus::scenario {

namespace {

/// Every rung has its own copy of the weights, so that many rungs with many weights come to their product.
/// This is far more than any ladder needs, and no more memory than the file itself may take.
constexpr std::size_t most_folded_text = 4 << 20;

constexpr std::string_view arrow = "->";

std::optional<Step> read_step(Reading& reading, const Node& key, int ladder) {
  const std::size_t at = key.text.find(arrow);
  if (at == std::string::npos) {
    reading.problems.error(key.place,
                           formula::in_quotes(key.text) + " is no step: write the rungs as 'from -> to'");
    return std::nullopt;
  }
  const auto rung = [&](std::string name) {
    boost::algorithm::trim(name);
    return require_rung(reading, ladder, *scalar_node(std::move(name), key.place));
  };
  const auto from = rung(key.text.substr(0, at)), to = rung(key.text.substr(at + arrow.size()));
  if (!from || !to) return std::nullopt;
  if (std::abs(*from - *to) == 1) return Step{*from, *to};
  reading.problems.error(key.place, formula::in_quotes(key.text) +
                                        " is no step (a ladder is climbed and descended one rung at a "
                                        "time)");
  return std::nullopt;
}

std::size_t text_of(const PartialIntensity& intensity) {
  std::size_t size = 16; // what a step takes by itself
  for (const Term& term : intensity.weights) size += 16 + term.term.text.size() + term.weight.text.size();
  for (const auto* formula : {&intensity.rate, &intensity.when})
    if (*formula) size += (*formula)->text.size();
  return size;
}

void require_room(Reading& reading, const PartialIntensity& intensity) {
  reading.folded_text += text_of(intensity);
  if (reading.folded_text <= most_folded_text) return;
  reading.problems.error(intensity.place, "the ladders have too many weights (each step has all of them; " +
                                              std::to_string(most_folded_text) +
                                              " bytes in all steps together)");
  reading.problems.require_none(); // ends the reading
}

std::vector<Term> merged_weights(std::vector<Term> base, const std::vector<Term>& change) {
  std::unordered_map<std::string, std::size_t> positions;
  for (std::size_t i = 0; i < base.size(); ++i) positions.emplace(base[i].term.text, i);
  for (const Term& term : change) {
    const auto found = positions.find(term.term.text);
    if (found == positions.end())
      base.push_back(term);
    else
      base[found->second] = term;
  }
  return base;
}

} // namespace

Overrides read_steps(Reading& reading, const MapReader& ladder, int index, const std::string& path) {
  Overrides result;
  const Node* steps = ladder.find("steps");
  if (!steps || !require_map(reading, *steps, ladder.name_of_value("steps"))) return result;
  for (const Entry& entry : steps->entries) {
    const std::string what = "step " + formula::in_quotes(entry.key->text);
    const MapReader map(reading, *entry.value, what, entry.key->place, keys_of<Intensity>());
    static_cast<void>(map.note());
    PartialIntensity change = read_intensity(reading, map, path + ".steps." + entry.key->text);
    const auto step = read_step(reading, *entry.key, index);
    if (step && !result.emplace(*step, std::move(change)).second)
      reading.problems.error(entry.key->place, what + " stands here twice: leave one of them out");
  }
  return result;
}

std::optional<Intensity> folded(Reading& reading, const std::optional<PartialIntensity>& base,
                                const PartialIntensity* change) {
  if (!base && !change) return std::nullopt;
  PartialIntensity result = base.value_or(PartialIntensity{});
  if (change) {
    if (change->rate) result.rate = change->rate;
    if (change->rate || !result.rate) result.place = change->place;
    if (change->when) result.when = change->when;
    result.rate_is_wrong = result.rate_is_wrong || change->rate_is_wrong;
    result.weights = merged_weights(std::move(result.weights), change->weights);
  }
  if (!result.rate && !result.rate_is_wrong)
    reading.problems.error(result.place,
                           "there is no rate here: give one to this step, or to all of them in 'up' or "
                           "'down'");
  require_room(reading, result);
  return Intensity{result.place, std::move(result.rate).value_or(Formula{}), std::move(result.weights),
                   std::move(result.when)};
}

} // namespace casus::scenario
