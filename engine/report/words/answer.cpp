// A share of 0 or 1 is never an answer: it is told as a bound, and what rests on few cases by their number.
#include "report/words/answer.hpp"

#include "analysis/fewest_cases.hpp"
#include "report/words/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

namespace casus::report {
namespace {

constexpr const char* unmet = "no trajectory met its condition, so nothing can be said";

std::string by_counting(const EventResult& event) {
  const std::string of_all = fmt::format("{} in {}", grouped(event.hits), grouped(event.trials));
  const std::uint64_t misses = event.trials - event.hits;
  if (event.trials < analysis::fewest_cases) return of_all + ": too few to say more";
  if (event.hits == 0)
    return fmt::format("none in {}: below {}", grouped(event.trials), percent_above(event.ci95.high));
  if (misses == 0)
    return fmt::format("all of {}: above {}", grouped(event.trials), percent_below(event.ci95.low));
  if (event.hits < analysis::fewest_cases)
    return fmt::format("{}: below {}, too few to say more", of_all, percent_above(event.ci95.high));
  return fmt::format("all but {} of {}: above {}, too few to say more", grouped(misses),
                     grouped(event.trials), percent_below(event.ci95.low));
}

bool is_doubtful(const EventResult& event) {
  return event.hits < analysis::fewest_cases || event.trials - event.hits < analysis::fewest_cases;
}

std::string from_to(const std::string& low, const std::string& high) {
  return fmt::format("{} to {}", low, high);
}

void answer_event(Answer& answer, const EventResult& event) {
  if (!event.probability)
    answer.doubt = unmet;
  else if (is_doubtful(event))
    answer.doubt = by_counting(event);
  else {
    answer.figure = percent(*event.probability, event.se);
    answer.interval = from_to(percent(event.ci95.low, event.se), percent(event.ci95.high, event.se));
  }
}

void answer_value(Answer& answer, const ValueResult& value) {
  if (!value.mean)
    answer.doubt = unmet;
  else if (value.trials < analysis::fewest_cases)
    answer.doubt = fmt::format("mean {} of {}: too few to say more", number(*value.mean),
                               counted(value.trials, "trajectory"));
  else {
    answer.figure = estimate(*value.mean, value.se);
    answer.interval = from_to(estimate(value.ci95.low, value.se), estimate(value.ci95.high, value.se));
    answer.range = from_to(number(value.p05), number(value.p95));
    answer.median = number(value.p50);
  }
}

/// How far the ends of the spread may lie from where they are told, at most.
double reach_of(const WorldSpread& spread) {
  const auto reach = [](double value, const Interval& interval) {
    return std::max(value - interval.low, interval.high - value);
  };
  return std::max(reach(spread.p05, spread.p05_ci95), reach(spread.p95, spread.p95_ci95));
}

std::string in_points(double reach) {
  const double points = 100 * reach;
  const std::string text = points < 0.95 ? fmt::format("{:.1g}", points) : fmt::format("{:.0f}", points);
  return text + (text == "1" ? " point" : " points");
}

std::string spread_of(const OutcomeResult& outcome, const WorldSpread& spread) {
  const double reach = reach_of(spread), error = reach / 2;
  const bool is_event = outcome.event.has_value();
  const auto shown = [&](double x) { return is_event ? percent(x, error) : estimate(x, error); };
  if (spread.sd == 0)
    return fmt::format("no more than chance makes; at most {} in 9 of 10 worlds",
                       from_to(shown(spread.p05_ci95.low), shown(spread.p95_ci95.high)));
  const std::string give_or_take = is_event ? in_points(reach) : estimate(reach, reach);
  return fmt::format("{} in 9 of 10 worlds, give or take {} at each end",
                     from_to(shown(spread.p05), shown(spread.p95)), give_or_take);
}

} // namespace

Answer answer_of(const OutcomeResult& outcome) {
  Answer answer;
  answer.question = outcome.question.empty() ? outcome.name : outcome.question;
  if (outcome.event) answer_event(answer, *outcome.event);
  if (outcome.value) answer_value(answer, *outcome.value);
  if (outcome.between_worlds && answer.doubt.empty())
    answer.spread = spread_of(outcome, *outcome.between_worlds);
  return answer;
}

std::string likelihood(double probability) {
  constexpr std::pair<double, const char*> words[] = {
      {0.05, "almost no chance"},    {0.20, "very unlikely"}, {0.45, "unlikely"},
      {0.55, "roughly even chance"}, {0.80, "likely"},        {0.95, "very likely"}};
  for (const auto& [below, word] : words)
    if (probability < below) return word;
  return "almost certain";
}

std::string frequency(double probability) {
  const double rarer = std::min(probability, 1 - probability);
  std::uint64_t of = 100;
  while (rarer * static_cast<double>(of) < 0.95 && of < 1'000'000'000) of *= 10;
  const auto times = static_cast<std::uint64_t>(std::llround(probability * static_cast<double>(of)));
  return fmt::format("about {} in {}", grouped(times), grouped(of));
}

} // namespace casus::report
