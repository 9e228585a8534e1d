#include "report/words/event_words.hpp"

#include "report/words/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace casus::report {
namespace {

template <class Part>
const Part& at(const std::vector<Part>& parts, int index) {
  return parts.at(static_cast<std::size_t>(index));
}

/// Two numbers with as many digits as it takes to tell them apart, three at least.
std::string change_in_words(double before, double after) {
  int digits = 3;
  while (digits < 17 && number(before, digits) == number(after, digits)) ++digits;
  return fmt::format("{} → {}", number(before, digits), number(after, digits));
}

std::string strongest_terms(const TracedEvent& event) {
  constexpr std::size_t told = 3;
  std::string text;
  for (std::size_t i = 0; i < std::min(told, event.contributions.size()); ++i) {
    const Contribution& contribution = event.contributions[i];
    text += fmt::format("{}{} ×{}", i == 0 ? ": " : ", ", contribution.term,
                        number(std::exp(contribution.value), 2));
  }
  return text;
}

std::string hazard_in_words(const TracedEvent& event) {
  std::string base = fmt::format("base rate {} per year", number(event.rate * days_per_year));
  if (event.contributions.empty() || !(event.rate > 0)) return base;
  const double factor = event.intensity / event.rate;
  return fmt::format("{}, {} ×{} to {}{}", base, factor < 1 ? "lowered" : "raised", number(factor),
                     number(event.intensity * days_per_year), strongest_terms(event));
}

} // namespace

const std::string& question(const Outcome& outcome) {
  return outcome.question.empty() ? outcome.name : outcome.question;
}

const std::string& rung_name(const Ladder& ladder, double rung) {
  return ladder.rungs.at(static_cast<std::size_t>(rung)).name;
}

std::string headline(const TracedEvent& event, const Scenario& scenario) {
  if (event.trigger < 0) return at(scenario.ladders, event.ladder).name + " takes a step of itself";
  const Trigger& trigger = at(scenario.triggers, event.trigger);
  return trigger.note.about.empty() ? trigger.name : fmt::format("{} — {}", trigger.name, trigger.note.about);
}

std::string marks_in_words(const TracedEvent& event) {
  std::string text;
  for (const MarkValue& mark : event.marks)
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", mark.name,
                        mark.category.empty() ? number(mark.value) : mark.category);
  return text;
}

std::string alteration_in_words(const Alteration& alteration, const Scenario& scenario) {
  if (!alteration.is_ladder)
    return fmt::format("{} {}", at(scenario.drivers, alteration.index).name,
                       change_in_words(alteration.before, alteration.after));
  const Ladder& ladder = at(scenario.ladders, alteration.index);
  return fmt::format("{} {} {} → {}", ladder.name,
                     alteration.after > alteration.before ? "climbs" : "descends",
                     rung_name(ladder, alteration.before), rung_name(ladder, alteration.after));
}

std::string cause_in_words(const TracedEvent& event, const Scenario& scenario) {
  switch (event.cause) {
  case Cause::schedule:
    return "scheduled for this date";
  case Cause::threshold:
    return "its condition turned true: " + at(scenario.triggers, event.trigger).upon.value().text;
  case Cause::forced:
    return "forced to happen on this date";
  case Cause::observed:
    return event.intensity > 0 ? "as it was observed; " + hazard_in_words(event) : "as it was observed";
  case Cause::hazard:
    break;
  }
  return hazard_in_words(event);
}

} // namespace casus::report
