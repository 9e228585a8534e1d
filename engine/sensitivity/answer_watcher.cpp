#include "sensitivity/answer_watcher.hpp"

#include "simulation/block_simulator.hpp"

#include <algorithm>
#include <cmath>

namespace casus::sensitivity {
namespace {

using simulation::BlockState;

bool is_met(const BlockState& state, OutcomeId outcome, std::size_t lane) {
  return std::isfinite(state.first_passages(outcome, lane));
}

bool is_trial(const BlockState& state, OutcomeId outcome, std::size_t lane) {
  return state.givens(outcome, lane) != 0;
}

} // namespace

AnswerWatcher::AnswerWatcher(const plan::Plan& plan, std::vector<Asked> asked)
    : plan_(plan), asked_(std::move(asked)),
      is_known_(asked_.size(), std::vector<bool>(simulation::block_lanes)) {}

void AnswerWatcher::fold(std::size_t point, const BlockState& state, const ScoreRows& scores) {
  for (std::size_t a = 0; a < asked_.size(); ++a) {
    if (point == 0) is_known_[a].assign(simulation::block_lanes, false);
    found_.clear();
    for (std::size_t lane = 0; lane < state.spec.lanes; ++lane) {
      if (is_known_[a][lane]) continue;
      const Finding finding = find(asked_[a], point, state, lane);
      is_known_[a][lane] = finding.known != Known::not_yet;
      if (finding.known == Known::answered) found_.push_back({lane, finding.answer});
    }
    if (!found_.empty()) add(a, found_, scores, state);
  }
}

AnswerWatcher::Finding AnswerWatcher::find(const Asked& asked, std::size_t point, const BlockState& state,
                                           std::size_t lane) const {
  if (asked.other) return find_both(asked, point, state, lane);
  const plan::OutcomePlan& outcome = plan_.outcomes[asked.outcome];
  const bool is_event = !outcome.value;
  const bool is_hit = is_event && is_met(state, asked.outcome, lane);
  if (is_hit && !outcome.given) return {Known::answered, 1};
  if (point < outcome.grid_point) return {};
  if (!is_trial(state, asked.outcome, lane)) return {Known::no_trial, 0};
  return {Known::answered, is_event ? (is_hit ? 1.0 : 0.0) : state.values(asked.outcome, lane)};
}

/// The finding of two events together, for which every trajectory is a trial. An event that is conditional is
/// met where its condition holds too.
AnswerWatcher::Finding AnswerWatcher::find_both(const Asked& asked, std::size_t point,
                                                const BlockState& state, std::size_t lane) const {
  bool are_met = true;
  for (const OutcomeId o : {asked.outcome, *asked.other}) {
    const plan::OutcomePlan& outcome = plan_.outcomes[o];
    const bool is_over = point >= outcome.grid_point;
    const bool is_hit = is_met(state, o, lane) && (!outcome.given || (is_over && is_trial(state, o, lane)));
    if (!is_hit && is_over) return {Known::answered, 0};
    are_met = are_met && is_hit;
  }
  return are_met ? Finding{Known::answered, 1} : Finding{};
}

} // namespace casus::sensitivity
