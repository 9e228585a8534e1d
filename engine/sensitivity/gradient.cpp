#include "casus/sensitivity.hpp"

#include "formula/vocabulary.hpp"
#include "sensitivity/differentiable.hpp"
#include "sensitivity/score_gradient.hpp"
#include "sensitivity/score_run.hpp"
#include "tally/blocks.hpp"
#include "tally/estimates.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace casus {
namespace {

using sensitivity::Asked;
using sensitivity::Estimate;
using sensitivity::ScoreSums;

std::vector<Asked> questions(const Scenario& scenario, const std::vector<EventPair>& joint) {
  std::vector<Asked> asked;
  for (std::size_t o = 0; o < scenario.outcomes.size(); ++o) asked.push_back({.outcome = OutcomeId(o)});
  for (const auto& [first, second] : joint) {
    for (const std::size_t o : {first, second})
      if (scenario.outcomes.at(o).value)
        throw RunError(
            fmt::format("outcome '{}' is a value (it is not met or missed)", scenario.outcomes[o].name));
    asked.push_back({.outcome = OutcomeId(first), .other = OutcomeId(second)});
  }
  return asked;
}

/// Bounds that keep the memory of a thread to some 50 MB for each of the two.
constexpr std::size_t most_numbers = 20'000;
constexpr std::size_t most_derivatives = 1'000'000;

/// Throws where there are too many numbers. Clocks count as well, for each has a score too.
void check_memory(const plan::Plan& plan, std::size_t numbers, std::size_t questions) {
  const std::size_t scores = numbers + plan.clocks.size();
  if (scores > most_numbers || scores * questions > most_derivatives)
    throw RunError(
        fmt::format("so many derivatives do not fit into memory ({} numbers and hazards, {} outcomes; at "
                    "most {}, and {} together): ask for fewer numbers, or take outcomes out",
                    scores, questions, most_numbers, most_derivatives));
}

Answer answer_of(const Scenario& scenario, const Asked& asked, std::size_t question, const ScoreSums& sums,
                 bool is_one_world) {
  const Outcome& outcome = scenario.outcomes[asked.outcome.number()];
  Answer answer{.name = outcome.name, .is_value = outcome.value.has_value()};
  if (asked.other) answer.name += " and " + scenario.outcomes[asked.other->number()].name;
  answer.trials = static_cast<std::uint64_t>(sums.trials(question));
  if (!answer.is_value) answer.hits = static_cast<std::uint64_t>(sums.answers(question));
  if (answer.trials == 0) return answer;
  answer.estimate = sums.mean(question);
  answer.se = sums.se(question, is_one_world);
  return answer;
}

std::vector<Derivative> derivatives_of(const ScoreSums& sums, std::size_t question, bool is_every,
                                       std::size_t numbers) {
  const double nothing = std::numeric_limits<double>::quiet_NaN();
  if (sums.trials(question) == 0)
    return std::vector<Derivative>(numbers, {nothing, nothing, nothing, nothing, true});
  const std::vector<Estimate> estimates = sums.derivatives(question, is_every);
  std::vector<Derivative> result;
  for (std::size_t n = 0; n < numbers; ++n)
    result.push_back({estimates[n].value, estimates[n].se, estimates[numbers + n].value,
                      estimates[numbers + n].se, estimates[n].is_seen && estimates[numbers + n].is_seen});
  return result;
}

Gradient summary_of(const Scenario& scenario, const std::vector<Asked>& asked, const ScoreSums& sums,
                    std::size_t numbers, std::uint64_t worlds) {
  Gradient gradient{.worlds = worlds};
  for (std::size_t q = 0; q < asked.size(); ++q) {
    const bool is_pair = asked[q].other.has_value();
    const bool is_every = is_pair || !scenario.outcomes[asked[q].outcome.number()].is_conditional();
    (is_pair ? gradient.joint : gradient.outcomes)
        .push_back(answer_of(scenario, asked[q], q, sums, worlds == 1));
    (is_pair ? gradient.joint_derivatives : gradient.derivatives)
        .push_back(derivatives_of(sums, q, is_every, numbers));
    auto& row = gradient.covariance.emplace_back();
    for (std::size_t other = 0; other < asked.size(); ++other) row.push_back(sums.covariance(q, other));
  }
  gradient.groups = sums.groups();
  gradient.coverage = tally::coverage_factor(sums.groups());
  return gradient;
}

NumberEntry entry_at(const std::string& path, const Scenario& scenario,
                     const std::vector<NumberEntry>& differentiable) {
  const auto is_there = [&](const NumberEntry& entry) { return entry.path == path; };
  const auto found = std::find_if(differentiable.begin(), differentiable.end(), is_there);
  if (found != differentiable.end()) return *found;
  const std::vector<NumberEntry> all = numbers_of(scenario);
  if (std::none_of(all.begin(), all.end(), is_there)) sensitivity::fail_unknown(scenario, path);
  throw RunError(fmt::format("number '{}' has no score derivative (it stands outside of hazards too, or is 0 "
                             "or 1 where that decides what happens): take finite differences",
                             path));
}

} // namespace

namespace sensitivity {

void fail_unknown(const Scenario& scenario, const std::string& path) {
  std::vector<std::string> known;
  bool has_below = false;
  for (const NumberEntry& entry : numbers_of(scenario)) {
    known.push_back(entry.path);
    has_below = has_below || entry.path.starts_with(path + ".");
  }
  if (has_below) throw RunError(fmt::format("'{}' is not a number but holds some: name one of them", path));
  const auto nearest = formula::nearest_name(path, known);
  throw RunError(nearest ? fmt::format("there is no number '{}' (did you mean '{}'?)", path, *nearest)
                         : fmt::format("there is no number '{}'", path));
}

Gradient score_gradient(const Scenario& scenario, std::vector<NumberEntry> numbers, const RunOptions& options,
                        const std::vector<EventPair>& joint) {
  tally::refuse_observed(scenario, "a derivative of answers");
  std::vector<std::string> paths;
  for (const NumberEntry& entry : numbers) paths.push_back(entry.path);
  const plan::Plan plan = plan::compile(std::make_shared<const Scenario>(scenario));
  const std::vector<Asked> asked = questions(scenario, joint);
  check_memory(plan, numbers.size(), asked.size());
  ScoreRun run(plan, paths, asked, options);
  run.simulate();
  Gradient result = summary_of(scenario, asked, run.sums(), numbers.size(), *options.worlds);
  result.numbers = std::move(numbers);
  result.trajectories = run.finished();
  return result;
}

} // namespace sensitivity

std::vector<NumberEntry> differentiable_numbers(const Scenario& scenario) {
  return sensitivity::differentiable(scenario);
}

Gradient gradient(const Scenario& scenario, const std::vector<std::string>& paths, const RunOptions& options,
                  const std::vector<EventPair>& joint) {
  std::vector<NumberEntry> numbers = differentiable_numbers(scenario);
  if (!paths.empty()) {
    std::vector<NumberEntry> chosen;
    for (const std::string& path : paths) chosen.push_back(entry_at(path, scenario, numbers));
    numbers = std::move(chosen);
  }
  return sensitivity::score_gradient(scenario, std::move(numbers), settled(scenario, options), joint);
}

} // namespace casus
