// What is a milestone of an outcome: what is associated with it beyond doubt and by more than a trifle, or a
// rung that its condition asks for; but not the outcome itself, and nothing twice.

#include "analysis/milestones.hpp"

#include <algorithm>

namespace casus::analysis {
namespace {

/// The tail beyond four standard errors on one side: of thousands of candidates and outcomes hardly one gets
/// in by chance.
constexpr double rare_chance = 3.2e-5;
/// A milestone tells at least so many nats: about a tenth of a standard deviation between hits and the rest.
constexpr double a_trifle = 0.005;
/// What comes at the passage in this share of hits, or comes only then in this share of cases, is the outcome
/// itself.
constexpr double nearly_all = 0.95;
/// Two candidates are one thing that come on the same day in this share of the hits in which one of them
/// comes.
constexpr double mostly = 0.9;

} // namespace

MilestoneChooser::MilestoneChooser(const FirstMoments& record, const Outcome& outcome, const Trials& trials,
                                   const std::vector<Association>& associations)
    : record_(record), trials_(trials), associations_(associations), named_(outcome.when->expression),
      nearly_all_hits_(nearly_all * static_cast<double>(trials.hits().size())) {
  std::vector<double> last_steps;
  for (std::size_t c = 0; c < associations.size(); ++c) {
    const auto ladder = static_cast<std::size_t>(record.candidates()[c].ladder);
    if (!record.candidates()[c].is_rung()) continue;
    last_steps.resize(std::max(last_steps.size(), ladder + 1));
    last_steps[ladder] += associations[c].at_passage;
  }
  for (const double steps : last_steps) is_last_step_.push_back(steps >= nearly_all_hits_);
}

std::vector<ChosenMilestone> MilestoneChooser::choose(std::size_t most) const {
  std::vector<std::size_t> fit;
  for (std::size_t c = 0; c < associations_.size(); ++c)
    if (is_fit(c)) fit.push_back(c);
  std::stable_sort(fit.begin(), fit.end(), [this](std::size_t a, std::size_t b) {
    if (is_asked_for(a) != is_asked_for(b)) return is_asked_for(a);
    return associations_[a].information() > associations_[b].information();
  });
  std::vector<ChosenMilestone> chosen;
  for (const std::size_t next : fit) {
    if (chosen.size() == most) break;
    const auto is_next = [&](const ChosenMilestone& told) { return are_one(told.candidate, next); };
    if (std::none_of(chosen.begin(), chosen.end(), is_next)) chosen.push_back({next, associations_[next]});
  }
  return chosen;
}

bool MilestoneChooser::is_fit(std::size_t candidate) const {
  return associations_[candidate].excess() > 0 && (is_asked_for(candidate) || is_telling(candidate)) &&
         !is_outcome_itself(candidate) && !is_told_otherwise(candidate);
}

bool MilestoneChooser::is_asked_for(std::size_t candidate) const {
  return record_.candidates()[candidate].is_rung() && named_.has(record_.candidates()[candidate]);
}

bool MilestoneChooser::is_telling(std::size_t candidate) const {
  return associations_[candidate].chance() < rare_chance && associations_[candidate].information() > a_trifle;
}

/// Whether the candidate is a rung that is reached with the outcome, or a trigger that the outcome counts.
bool MilestoneChooser::is_outcome_itself(std::size_t c) const {
  const Candidate& candidate = record_.candidates()[c];
  const Association& found = associations_[c];
  if (candidate.is_rung())
    return is_last_step_[static_cast<std::size_t>(candidate.ladder)] &&
           found.at_passage >= nearly_all * found.came;
  return named_.has(candidate) && found.at_passage >= nearly_all_hits_;
}

/// Whether something else stands for the candidate: a trigger stands either for itself or by its categories,
/// whichever is seen in more hits than expected.
bool MilestoneChooser::is_told_otherwise(std::size_t c) const {
  const Candidate& candidate = record_.candidates()[c];
  if (candidate.is_rung()) return false;
  const std::size_t trigger = record_.candidates().of_trigger(TriggerId(candidate.trigger));
  if (c != trigger)
    return is_telling(trigger) && associations_[trigger].excess() >= associations_[c].excess();
  for (std::size_t other = c + 1; other < associations_.size(); ++other) {
    if (record_.candidates()[other].trigger != candidate.trigger) return false;
    if (is_telling(other) && associations_[other].excess() > associations_[c].excess()) return true;
  }
  return false;
}

bool MilestoneChooser::are_one(std::size_t first, std::size_t second) const {
  const auto a = record_.moments(first), b = record_.moments(second);
  double together = 0, either = 0;
  for (const std::uint32_t hit : trials_.hits()) {
    const bool has_a = came_by(a[hit], trials_.passage(hit));
    const bool has_b = came_by(b[hit], trials_.passage(hit));
    together += has_a && has_b && a[hit].day == b[hit].day;
    either += has_a || has_b;
  }
  return together >= mostly * either;
}

} // namespace casus::analysis
