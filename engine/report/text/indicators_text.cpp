// Of each outcome the text tells the events that are discoveries, the most telling first; then those that
// are the outcome or come after it, in one line; the others are counted.
#include "report/text/indicators_text.hpp"

#include "formula/calendar.hpp"
#include "report/text/sections.hpp"
#include "report/words/dated_question.hpp"
#include "report/words/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace casus::report {
namespace {

constexpr int indent = 2;
constexpr std::size_t most_events = 12;  // of an outcome
constexpr std::size_t most_settled = 6;  // of an outcome
constexpr std::size_t most_outcomes = 5; // where none are chosen
constexpr double open_from = 0.01;       // an event whose probability lies beyond these is as good as settled
constexpr double open_to = 0.99;

std::vector<const OutcomeIndicators*> told_outcomes(const Indicators& found) {
  std::vector<const OutcomeIndicators*> told;
  for (const OutcomeIndicators& outcome : found.outcomes) {
    const bool is_open = !outcome.is_value && outcome.answer && outcome.answer->value >= open_from &&
                         outcome.answer->value <= open_to;
    if (found.is_chosen || (is_open && told.size() < most_outcomes)) told.push_back(&outcome);
  }
  return told;
}

std::string in_words(const Estimated& estimated, bool is_value) {
  return is_value ? estimate(estimated.value, estimated.se) : percent(estimated.value, estimated.se);
}

/// A probability that few trials tell shows by how little is known of it.
std::string condition(const Estimated& estimated, bool is_value) {
  if (is_value || (estimated.value > 0 && estimated.value < 1)) return in_words(estimated, is_value);
  return estimated.value > 0 ? "above " + percent_below(estimated.ci95.low)
                             : "below " + percent_above(estimated.ci95.high);
}

std::string move_in_words(const Estimated& move, bool is_value) {
  if (is_value) return estimate(move.value, move.se);
  return fmt::format("{} points", with_decimals(100 * move.value, move.value < 0.1 ? 1 : 0));
}

std::string sentence(const Indicator& indicator, const WatchedEvent& event, bool is_value) {
  std::string text =
      fmt::format("{} – if it comes {}, if not {}; comes in {} of courses", event.name,
                  condition(indicator.if_comes, is_value), condition(indicator.if_not, is_value),
                  percent(event.probability.value, event.probability.se));
  text += fmt::format("; moves the {} by {}", is_value ? "mean" : "answer",
                      move_in_words(indicator.move, is_value));
  if (indicator.information)
    text += fmt::format(" ({} ± {} bits)", estimate(indicator.information->value, indicator.information->se),
                        estimate(indicator.information->se, indicator.information->se));
  return text;
}

void write_settled(Sheet& sheet, const Indicators& found, const OutcomeIndicators& outcome) {
  std::vector<std::string> names;
  for (const Indicator& indicator : outcome.indicators)
    if (indicator.is_settled) names.push_back(found.events[indicator.event].name);
  if (names.empty()) return;
  const std::size_t all = names.size();
  names.resize(std::min(all, most_settled));
  sheet.paragraph(fmt::format("when one of these comes it is answered already: {}{}", fmt::join(names, ", "),
                              all > names.size() ? fmt::format(" and {} more", all - names.size()) : ""),
                  2 * indent, Emphasis::faint);
}

/// How many there are of which nothing is claimed, and why.
void write_others(Sheet& sheet, const OutcomeIndicators& outcome, std::size_t told) {
  if (told > most_events)
    sheet.paragraph(fmt::format("and {} that tell less (--json and --out have all)",
                                counted(told - most_events, "event")),
                    2 * indent, Emphasis::faint);
  const auto settled = static_cast<std::size_t>(
      std::count_if(outcome.indicators.begin(), outcome.indicators.end(),
                    [](const Indicator& indicator) { return indicator.is_settled; }));
  const std::size_t others = outcome.indicators.size() - settled - told;
  std::vector<std::string> parts;
  if (others > 0)
    parts.push_back(
        fmt::format("{} cannot be told from chance", counted(others, told > 0 ? "other event" : "event")));
  if (outcome.left_out > 0)
    parts.push_back(fmt::format("{} too seldom, or too surely, to tell",
                                outcome.left_out == 1 ? "1 comes" : grouped(outcome.left_out) + " come"));
  if (!parts.empty()) sheet.paragraph(fmt::format("{}", fmt::join(parts, "; ")), 2 * indent, Emphasis::faint);
}

void write_outcome(Sheet& sheet, const Indicators& found, const OutcomeIndicators& outcome) {
  sheet.blank();
  sheet.paragraph(dated_question(outcome, !outcome.is_value, found.run.start), indent);
  if (!outcome.answer) {
    sheet.paragraph("no trajectory met its condition, so nothing can be said", 2 * indent, Emphasis::strong);
    return;
  }
  sheet.paragraph((outcome.is_value ? "mean " : "") + condition(*outcome.answer, outcome.is_value) +
                      " as things stand",
                  2 * indent, Emphasis::strong);
  std::size_t told = 0;
  for (const Indicator& indicator : outcome.indicators) {
    if (!indicator.is_told) continue;
    if (++told > most_events) continue;
    sheet.paragraph(sentence(indicator, found.events[indicator.event], outcome.is_value), 2 * indent);
  }
  write_settled(sheet, found, outcome);
  write_others(sheet, outcome, told);
}

} // namespace

std::string to_text(const Indicators& found, const TextStyle& style) {
  Sheet sheet(style);
  write_head(sheet, found.run);
  sheet.blank();
  sheet.paragraph(fmt::format("What to watch from {} to {}{}", formula::iso_date(found.run.start, found.from),
                              formula::iso_date(found.run.start, found.until),
                              found.is_cut ? ", where the scenario ends" : ""),
                  0, Emphasis::strong);
  sheet.paragraph(
      "what an event tells need not be what it causes; of all that is claimed here at most one in "
      "twenty is expected to be chance; bits: of the answer's uncertainty that are gone once one "
      "knows whether it came",
      indent, Emphasis::faint);
  const auto told = told_outcomes(found);
  for (const OutcomeIndicators* outcome : told) write_outcome(sheet, found, *outcome);
  if (told.size() < found.outcomes.size()) {
    sheet.blank();
    sheet.paragraph(fmt::format("{} left out here: values, what is as good as settled, and all after the "
                                "first {} (--outcome NAME tells one; --json and --out have all)",
                                counted(found.outcomes.size() - told.size(), "outcome"), most_outcomes),
                    0, Emphasis::faint);
  }
  return sheet.text();
}

} // namespace casus::report
