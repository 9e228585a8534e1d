#include "analysis/paired_run.hpp"

#include "formula/calendar.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace casus::analysis {
namespace {

constexpr std::size_t most_courses = 100;
constexpr std::size_t most_series_points = 500'000;   // of all together: about a gigabyte on two threads
constexpr std::size_t most_cluster_sums = 20'000'000; // 160 MB

void check_starts(const std::vector<Member>& members) {
  const Scenario& first = *members.front().scenario;
  for (const Member& member : members)
    if (member.scenario->start != first.start)
      throw RunError(fmt::format("'{}' starts on {} and '{}' on {} (then the same random numbers would fall "
                                 "on other dates): give them "
                                 "one start",
                                 first.file, formula::iso_date(first.start, 0), member.scenario->file,
                                 formula::iso_date(member.scenario->start, 0)));
}

/// Courses that go on from a record are no pairs of courses that do not.
void check_records(const std::vector<Member>& members) {
  const Scenario& first = *members.front().scenario;
  for (const Member& member : members)
    if (member.scenario->observed.has_value() != first.observed.has_value())
      throw RunError(
          fmt::format("of '{}' and '{}' only one has been `observed` something: give both the same "
                      "record (a what-if has that of what it extends), or neither",
                      first.file, member.scenario->file));
}

/// Fills in the options so that all members have as many worlds as the one that needs most.
RunOptions settled_together(const std::vector<Member>& members, RunOptions options) {
  for (const Member& member : members)
    if (!options.worlds && plan::is_uncertain(*member.scenario)) options = settled(*member.scenario, options);
  for (const Member& member : members) options = settled(*member.scenario, options);
  return options;
}

std::size_t series_points(const plan::Plan& plan) {
  std::size_t series = plan.drivers.size();
  for (const plan::LadderPlan& ladder : plan.ladders) series += ladder.rungs;
  return series * plan.grid.size();
}

/// The number of the plan's outcome that has this name and is of the same kind.
std::optional<OutcomeId> counterpart(const Outcome& asked, const Scenario& scenario) {
  for (std::size_t o = 0; o < scenario.outcomes.size(); ++o)
    if (scenario.outcomes[o].name == asked.name &&
        scenario.outcomes[o].value.has_value() == asked.value.has_value())
      return OutcomeId(o);
  return std::nullopt;
}

} // namespace

PairedRun::PairedRun(std::vector<Member> members, const Pairs& pairs, const RunOptions& options)
    : members_(std::move(members)) {
  check_starts(members_);
  check_records(members_);
  options_ = settled_together(members_, options);
  give_courses();
  compile();
  check_memory();
  std::vector<tally::Course> courses;
  for (std::size_t c = 0; c < plans_.size(); ++c) courses.push_back({&plans_[c], courses_[c].is_whole});
  run_.emplace(courses, options_, pairing(pairs));
}

void PairedRun::simulate(const tally::Stages& stages) { run_->simulate(stages); }

void PairedRun::give_courses() {
  for (const Member& member : members_) {
    const auto known = std::find_if(courses_.begin(), courses_.end(), [&](const Member& course) {
      return course.scenario->fingerprint == member.scenario->fingerprint &&
             course.is_refined == member.is_refined;
    });
    course_of_.push_back(static_cast<std::size_t>(known - courses_.begin()));
    if (known == courses_.end())
      courses_.push_back(member);
    else
      known->is_whole |= member.is_whole;
  }
  if (courses_.size() > most_courses)
    throw RunError(fmt::format("{} scenarios are too many to simulate at once (at most {}): compare fewer",
                               courses_.size(), most_courses));
}

void PairedRun::compile() {
  for (const Member& course : courses_) {
    try {
      plans_.push_back(plan::compile(
          course.scenario, {.step = members_.front().scenario->step, .is_refined = course.is_refined}));
    } catch (const RunError& error) {
      throw RunError(fmt::format("'{}', by the baseline's step: {}", course.scenario->file, error.what()));
    }
  }
}

void PairedRun::check_memory() const {
  std::size_t points = 0;
  for (std::size_t c = 0; c < plans_.size(); ++c)
    if (courses_[c].is_whole) points += series_points(plans_[c]);
  if (points > most_series_points)
    throw RunError(fmt::format("the series of {} scenarios have too many points together ({}; at most {}): "
                               "compare fewer at once, or choose a longer step",
                               courses_.size(), points, most_series_points));
  const std::size_t sums = 2 * plans_.size() * members_.front().scenario->outcomes.size() *
                           static_cast<std::size_t>(tally::clusters_of(*options_.worlds));
  if (sums > most_cluster_sums)
    throw RunError(fmt::format("{} scenarios with {} outcomes in {} groups of worlds have too many sums "
                               "({}; at most {}): compare fewer at once, or choose fewer worlds",
                               plans_.size(), members_.front().scenario->outcomes.size(),
                               tally::clusters_of(*options_.worlds), sums, most_cluster_sums));
}

tally::Pairing PairedRun::pairing(const Pairs& pairs) const {
  tally::Pairing pairing{.plans = plans_.size()};
  for (const Outcome& outcome : members_.front().scenario->outcomes) {
    tally::Pairing::Asked asked{.is_value = outcome.value.has_value()};
    for (const Member& course : courses_) asked.of.push_back(counterpart(outcome, *course.scenario));
    pairing.outcomes.push_back(std::move(asked));
  }
  for (const auto& [first, second] : pairs) pairing.pairs.emplace_back(course_of_[first], course_of_[second]);
  return pairing;
}

/// A course is simulated once for all its members, which may differ in what only people read.
Result PairedRun::result(std::size_t member) const {
  const Scenario& scenario = *members_[member].scenario;
  Result result = run_->result(course_of_[member], begin_);
  result.scenario = scenario.name;
  result.title = scenario.title;
  for (std::size_t o = 0; o < result.outcomes.size(); ++o) {
    result.outcomes[o].question = scenario.outcomes[o].question;
    result.outcomes[o].resolution = scenario.outcomes[o].resolution;
  }
  return result;
}

bool PairedRun::asks(std::size_t member, std::size_t outcome) const {
  return run_->answers().pairing().outcomes[outcome].of[course_of_[member]].has_value();
}

std::uint64_t PairedRun::changed(std::size_t outcome, std::size_t pair) const {
  return run_->answers().outcome(outcome).changed[pair];
}

std::optional<Effected> PairedRun::effect(std::size_t outcome, const Weights& weights,
                                          std::uint64_t changed) const {
  std::vector<double> of_courses(plans_.size());
  for (const auto& [member, weight] : weights) of_courses[course_of_[member]] += weight;
  const auto found = estimates(outcome).contrast(of_courses, changed);
  if (!found) return std::nullopt;
  Effected effect{found->value, found->se, found->ci95};
  if (!members_.front().scenario->outcomes[outcome].value) {
    effect.ci95.low = std::max(effect.ci95.low, -1.0); // probabilities differ by no more
    effect.ci95.high = std::min(effect.ci95.high, 1.0);
  }
  return effect;
}

} // namespace casus::analysis
