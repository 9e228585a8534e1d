// The outcomes as questions with their answers.
#include "report/words/answer.hpp"

#include "analysis/fewest_cases.hpp"
#include "formula/calendar.hpp"
#include "report/text/sections.hpp"
#include "report/words/dated_question.hpp"
#include "report/words/quantity.hpp"

#include <fmt/format.h>

namespace casus::report {
namespace {

constexpr int question_indent = 2;
constexpr int answer_indent = 4;

/// When the probability of having seen it passes 10, 50 and 90 per cent, as far as it does.
std::string first_passage(const Result& result, const EventResult& event) {
  std::string text;
  const auto add = [&](const std::optional<double>& day, const char* share) {
    if (day)
      text +=
          fmt::format("{}{} by {}", text.empty() ? "" : ", ", share, formula::iso_date(result.start, *day));
  };
  add(event.first_passage_p10, "10%");
  add(event.first_passage_p50, "50% (median)");
  add(event.first_passage_p90, "90%");
  return text;
}

std::string in_words(const Answer& answer, bool is_mean) {
  if (!answer.doubt.empty()) return answer.doubt;
  return fmt::format("{}{} (95% interval {})", is_mean ? "mean " : "", answer.figure, answer.interval);
}

void write_event(Sheet& sheet, const Result& result, const EventResult& event) {
  const std::string passage = first_passage(result, event);
  if (!passage.empty() && event.hits >= analysis::fewest_cases)
    sheet.paragraph("first met: " + passage, answer_indent);
}

void write_value(Sheet& sheet, const Answer& answer) {
  if (!answer.range.empty())
    sheet.paragraph(
        fmt::format("9 of 10 trajectories lie from {}, the median is {}", answer.range, answer.median),
        answer_indent);
}

/// Which trajectories are trials.
std::string condition_in_words(const OutcomeResult& outcome) {
  if (!outcome.begins_later) return "given its condition, met by";
  return outcome.within ? fmt::format("asked for {:.4g} days from its beginning on, in", *outcome.within)
                        : "asked from its beginning on, in";
}

void write_outcome(Sheet& sheet, const Result& result, const OutcomeResult& outcome) {
  const Answer answer = answer_of(outcome);
  sheet.paragraph(question(result, outcome), question_indent);
  sheet.paragraph(in_words(answer, outcome.value.has_value()), answer_indent, Emphasis::strong);
  if (outcome.event) write_event(sheet, result, *outcome.event);
  if (outcome.value) write_value(sheet, answer);
  const std::uint64_t trials = outcome.event ? outcome.event->trials : outcome.value->trials;
  if (outcome.conditional)
    sheet.paragraph(fmt::format("{} {} of {}", condition_in_words(outcome), grouped(trials),
                                counted(result.trajectories, "trajectory")),
                    answer_indent);
  if (!outcome.resolution.empty()) sheet.paragraph("known by: " + outcome.resolution, answer_indent);
  if (!answer.spread.empty()) sheet.paragraph("between worlds: " + answer.spread, answer_indent);
}

} // namespace

std::string question(const Result& result, const OutcomeResult& outcome) {
  return dated_question(outcome, outcome.event.has_value(), result.start);
}

std::string answer(const OutcomeResult& outcome) {
  return in_words(answer_of(outcome), outcome.value.has_value());
}

void write_outcomes(Sheet& sheet, const Result& result) {
  if (result.outcomes.empty()) return;
  sheet.blank();
  sheet.paragraph("Outcomes", 0, Emphasis::strong);
  for (const OutcomeResult& outcome : result.outcomes) write_outcome(sheet, result, outcome);
}

} // namespace casus::report
