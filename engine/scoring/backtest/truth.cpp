// The questions of all dates are asked at once in one simulation of the whole scenario from its posterior.

#include "scoring/backtest/truth.hpp"

#include "scoring/answer_record.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace casus::scoring {
namespace {

/// So many courses tell such a share well enough, and leave memory for a thousand questions.
constexpr std::uint64_t most_courses = 16'384;

struct Counts {
  double met = 0, unmet = 0, not_asked = 0;
  double all() const { return met + unmet + not_asked; }
};

Counts counts_of(std::span<const double> answers) {
  Counts counts;
  for (const double answer : answers)
    ++(std::isnan(answer) ? counts.not_asked : answer == 1 ? counts.met : counts.unmet);
  return counts;
}

Truth truth_of(const Counts& counts) {
  const auto share = [&](double count) { return count / counts.all(); };
  if (share(counts.met) >= nearly_all) return {true, share(counts.met), ""};
  if (share(counts.unmet) >= nearly_all) return {false, share(counts.unmet), ""};
  if (share(counts.not_asked) >= nearly_all)
    return {std::nullopt, std::nullopt, "what it is asked on did not come about"};
  return {std::nullopt, std::nullopt,
          fmt::format("the record does not tell what came of it: it happened in {:.0f}% of the courses that "
                      "explain the record",
                      100 * share(counts.met))};
}

/// The whole scenario with the questions of all dates in the place of its outcomes, but for those that the
/// table tells of.
Scenario with_questions(const Questions& questions, const Scenario& whole) {
  Scenario scenario = whole;
  scenario.outcomes.clear();
  for (const AskedAsOf& asked : questions.dates())
    for (std::size_t q = 0; q < asked.due.size(); ++q) {
      if (questions.told(asked.outcome(q).name) != nullptr) continue;
      scenario.outcomes.push_back(asked.outcome(q));
      scenario.outcomes.back().name = name_of(asked, q);
    }
  return scenario;
}

/// What the table tells.
Truths tabulated(const Questions& questions) {
  Truths truths;
  for (const AskedAsOf& asked : questions.dates())
    for (std::size_t q = 0; q < asked.due.size(); ++q)
      if (const Observation* row = questions.told(asked.outcome(q).name))
        truths[name_of(asked, q)].happened = *row->observed == 1;
  return truths;
}

} // namespace

std::optional<Truths> find_truths(const Questions& questions, const Scenario& whole,
                                  const RunOptions& wanted) {
  Truths truths = tabulated(questions);
  const auto scenario = std::make_shared<const Scenario>(with_questions(questions, whole));
  if (scenario->outcomes.empty()) return truths;
  RunOptions options = wanted;
  options.trajectories = std::min(options.trajectories, most_courses);
  options = settled(*scenario, options);
  std::vector<std::size_t> all(scenario->outcomes.size());
  for (std::size_t o = 0; o < all.size(); ++o) all[o] = o;
  const plan::Plan plan = plan::compile(scenario);
  const AnswerRecord record(plan, all, options);
  if (record.finished() < record.trajectories()) return std::nullopt;
  for (const std::size_t o : all) truths[scenario->outcomes[o].name] = truth_of(counts_of(record.answers(o)));
  return truths;
}

} // namespace casus::scoring
