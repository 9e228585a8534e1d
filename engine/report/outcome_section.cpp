// The outcomes as questions with their answers. A share of 0 or 1 is never an answer: it is told as a bound.
#include "report/quantity.hpp"

#include "formula/calendar.hpp"
#include "report/sections.hpp"

#include <fmt/format.h>

namespace casus::report {
namespace {

constexpr int question_indent = 2;
constexpr int answer_indent = 4;

std::string by_counting(const EventResult& event) {
  const std::string of_all = fmt::format("{} in {}", grouped(event.hits), grouped(event.trials));
  const std::uint64_t misses = event.trials - event.hits;
  if (event.trials < fewest_cases) return of_all + ": too few to say more";
  if (event.hits == 0)
    return fmt::format("none in {}: below {}", grouped(event.trials), percent_above(event.ci95.high));
  if (misses == 0)
    return fmt::format("all of {}: above {}", grouped(event.trials), percent_below(event.ci95.low));
  if (event.hits < fewest_cases)
    return fmt::format("{}: below {}, too few to say more", of_all, percent_above(event.ci95.high));
  return fmt::format("all but {} of {}: above {}, too few to say more", grouped(misses),
                     grouped(event.trials), percent_below(event.ci95.low));
}

bool is_doubtful(const EventResult& event) {
  return event.hits < fewest_cases || event.trials - event.hits < fewest_cases;
}

std::string probability(const EventResult& event) {
  if (!event.probability) return "no trajectory met its condition, so nothing can be said";
  if (is_doubtful(event)) return by_counting(event);
  return fmt::format("{} (95% interval {} to {})", percent(*event.probability, event.se),
                     percent(event.ci95.low, event.se), percent(event.ci95.high, event.se));
}

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

void write_event(Page& page, const Result& result, const EventResult& event) {
  const std::string passage = first_passage(result, event);
  if (!passage.empty() && event.hits >= fewest_cases) page.paragraph("first met: " + passage, answer_indent);
}

std::string mean(const ValueResult& value) {
  if (!value.mean) return "no trajectory met its condition, so nothing can be said";
  if (value.trials < fewest_cases)
    return fmt::format("mean {} of {}: too few to say more", number(*value.mean),
                       counted(value.trials, "trajectory"));
  return fmt::format("mean {} (95% interval {} to {})", estimate(*value.mean, value.se),
                     estimate(value.ci95.low, value.se), estimate(value.ci95.high, value.se));
}

void write_value(Page& page, const ValueResult& value) {
  if (value.trials >= fewest_cases)
    page.paragraph(fmt::format("9 of 10 trajectories lie from {} to {}, the median is {}", number(value.p05),
                               number(value.p95), number(value.p50)),
                   answer_indent);
}

bool is_withheld(const OutcomeResult& outcome) {
  return outcome.value ? outcome.value->trials < fewest_cases : is_doubtful(*outcome.event);
}

std::string between_worlds(const OutcomeResult& outcome, const WorldSpread& spread) {
  if (spread.sd == 0) return "between worlds: no more than chance makes";
  const auto shown = [&](double x) { return outcome.value ? number(x) : percent(x, outcome.event->se); };
  return fmt::format("between worlds: {} to {} in 9 of 10 worlds", shown(spread.p05), shown(spread.p95));
}

void write_outcome(Page& page, const Result& result, const OutcomeResult& outcome) {
  page.paragraph(question(result, outcome), question_indent);
  page.paragraph(answer(outcome), answer_indent, Emphasis::strong);
  if (outcome.event) write_event(page, result, *outcome.event);
  if (outcome.value) write_value(page, *outcome.value);
  const std::uint64_t trials = outcome.event ? outcome.event->trials : outcome.value->trials;
  if (outcome.conditional)
    page.paragraph(fmt::format("given its condition, met by {} of {}", grouped(trials),
                               counted(result.trajectories, "trajectory")),
                   answer_indent);
  if (outcome.between_worlds && !is_withheld(outcome))
    page.paragraph(between_worlds(outcome, *outcome.between_worlds), answer_indent);
}

} // namespace

std::string question(const Result& result, const OutcomeResult& outcome) {
  return fmt::format("{} ({} {})", outcome.question.empty() ? outcome.name : outcome.question,
                     outcome.event ? "by" : "on", formula::iso_date(result.start, outcome.day));
}

std::string answer(const OutcomeResult& outcome) {
  return outcome.event ? probability(*outcome.event) : mean(outcome.value.value());
}

void write_outcomes(Page& page, const Result& result) {
  if (result.outcomes.empty()) return;
  page.blank();
  page.paragraph("Outcomes", 0, Emphasis::strong);
  for (const OutcomeResult& outcome : result.outcomes) write_outcome(page, result, outcome);
}

} // namespace casus::report
