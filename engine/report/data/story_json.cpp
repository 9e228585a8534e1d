// The JSON of a story: what Trace holds, with names in place of indices and dates beside days. Rates are per
// year.
#include "report/words/event_words.hpp"

#include "formula/calendar.hpp"
#include "report/data/layout.hpp"
#include "report/text/story.hpp"
#include "report/words/quantity.hpp"

#include "casus/version.hpp"

#include <cmath>

namespace casus::report {
namespace {

using nlohmann::ordered_json;

/// An object of the names of `parts`, each with what `value_of` says of its index.
template <class Parts, class ValueOf>
ordered_json by_name(const Parts& parts, const ValueOf& value_of) {
  ordered_json object = ordered_json::object();
  for (std::size_t i = 0; i < parts.size(); ++i) object[parts[i].name] = value_of(i);
  return object;
}

const char* name_of(Cause cause) {
  switch (cause) {
  case Cause::schedule:
    return "schedule";
  case Cause::threshold:
    return "threshold";
  case Cause::forced:
    return "forced";
  case Cause::hazard:
    break;
  }
  return "hazard";
}

class EventWriter {
public:
  explicit EventWriter(const Scenario& scenario) : scenario_(scenario) {}

  ordered_json operator()(const TracedEvent& event) const;

private:
  ordered_json alterations(const TracedEvent& event) const;
  ordered_json outcomes_met(const TracedEvent& event) const;

  const Scenario& scenario_;
};

ordered_json EventWriter::alterations(const TracedEvent& event) const {
  ordered_json object = ordered_json::object();
  for (const Alteration& alteration : event.alterations) {
    const auto index = static_cast<std::size_t>(alteration.index);
    if (alteration.is_ladder) {
      const Ladder& ladder = scenario_.ladders.at(index);
      object[ladder.name] = {{"before", rung_name(ladder, alteration.before)},
                             {"after", rung_name(ladder, alteration.after)}};
    } else {
      object[scenario_.drivers.at(index).name] = {{"before", alteration.before}, {"after", alteration.after}};
    }
  }
  return object;
}

ordered_json EventWriter::outcomes_met(const TracedEvent& event) const {
  ordered_json names = ordered_json::array();
  for (const int outcome : event.outcomes_met)
    names.push_back(scenario_.outcomes.at(static_cast<std::size_t>(outcome)).name);
  return names;
}

ordered_json marks(const TracedEvent& event) {
  return by_name(event.marks, [&](std::size_t i) {
    const MarkValue& mark = event.marks[i];
    return mark.category.empty() ? ordered_json(mark.value) : ordered_json(mark.category);
  });
}

/// Each term's factor, strongest first.
ordered_json factors(const TracedEvent& event) {
  ordered_json object = ordered_json::object();
  for (const Contribution& contribution : event.contributions)
    object[contribution.term] = std::exp(contribution.value);
  return object;
}

ordered_json EventWriter::operator()(const TracedEvent& event) const {
  ordered_json object = {{"date", formula::iso_date(scenario_.start, event.day)}, {"day", event.day}};
  if (event.trigger >= 0)
    object["trigger"] = scenario_.triggers.at(static_cast<std::size_t>(event.trigger)).name;
  else
    object["ladder"] = scenario_.ladders.at(static_cast<std::size_t>(event.ladder)).name;
  object["cause"] = name_of(event.cause);
  if (event.cause == Cause::hazard) {
    object["rate_per_year"] = event.rate * days_per_year;
    object["intensity_per_year"] = event.intensity * days_per_year;
    object["factors"] = factors(event);
  }
  object["marks"] = marks(event);
  object["changes"] = alterations(event);
  object["outcomes_met"] = outcomes_met(event);
  return object;
}

ordered_json outcomes(const Trace& trace, const Scenario& scenario) {
  return by_name(scenario.outcomes, [&](std::size_t i) -> ordered_json {
    if (scenario.outcomes[i].value) {
      const auto& value = trace.values[i];
      return {{"kind", "value"}, {"value", value ? ordered_json(*value) : ordered_json()}};
    }
    const auto& met = trace.first_passages[i];
    return {{"kind", "event"},
            {"met", met.has_value()},
            {"date", met ? ordered_json(formula::iso_date(scenario.start, *met)) : ordered_json()},
            {"day", met ? ordered_json(*met) : ordered_json()}};
  });
}

ordered_json start(const Scenario& scenario) {
  return {{"date", formula::iso_date(scenario.start, 0)},
          {"rungs", by_name(scenario.ladders, [&](std::size_t i) {
             return rung_name(scenario.ladders[i], scenario.ladders[i].start);
           })}};
}

ordered_json end(const Trace& trace, const Scenario& scenario) {
  const auto rung = [&](std::size_t i) { return rung_name(scenario.ladders[i], trace.final_rungs[i]); };
  const auto driver = [&](std::size_t i) { return trace.final_drivers[i]; };
  const auto count = [&](std::size_t i) { return trace.counts[i]; };
  return {{"date", formula::iso_date(scenario.start, scenario.horizon)},
          {"day", scenario.horizon},
          {"rungs", by_name(scenario.ladders, rung)},
          {"drivers", by_name(scenario.drivers, driver)},
          {"counts", by_name(scenario.triggers, count)}};
}

} // namespace

std::string to_json(const Trace& trace, const Scenario& scenario, const std::string& replay) {
  ordered_json document = {{"casus", version},
                           {"scenario", scenario.name},
                           {"fingerprint", scenario.fingerprint},
                           {"seed", trace.seed},
                           {"trajectory", trace.trajectory},
                           {"world", trace.world},
                           {"worlds", trace.worlds},
                           {"replay", replay}};
  document["parameters"] = by_name(scenario.parameters, [&](std::size_t i) { return trace.parameters[i]; });
  document["start"] = start(scenario);
  document["events"] = ordered_json::array();
  const EventWriter write(scenario);
  for (const TracedEvent& event : trace.events) document["events"].push_back(write(event));
  document["end"] = end(trace, scenario);
  document["outcomes"] = outcomes(trace, scenario);
  return laid_out(document);
}

} // namespace casus::report
