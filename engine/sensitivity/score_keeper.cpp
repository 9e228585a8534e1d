// When a step begins the derivatives of all intensities are charged over the whole of it, as if nothing
// happened in it; an event, or a timer, takes back what it changes from its day to the step's end.

#include "sensitivity/score_keeper.hpp"

#include "simulation/block_simulator.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace casus::sensitivity {
using simulation::BlockState;
using simulation::Happening;

ScoreKeeper::ScoreKeeper(const plan::Plan& plan, const ScorePlan& scores, AnswerWatcher& answers)
    : plan_(plan), where_(scores), answers_(answers), scores_(scores.scores.size(), simulation::block_lanes),
      intensities_(eigen_index(simulation::block_lanes)) {
  scores_.setZero();
  for (const std::vector<HazardTerm>& terms : scores.terms)
    slopes_.emplace_back(
        simulation::Rows::Zero(eigen_index(terms.size()), eigen_index(simulation::block_lanes)));
}

void ScoreKeeper::at_grid_point(std::size_t point, const BlockState& state) {
  answers_.fold(point, state, scores_);
}

void ScoreKeeper::at_step(simulation::Moment moment, const BlockState& state) {
  const double until = std::min(moment.end, plan_.grid.back());
  for (const plan::ClockId clock : plan_.clocks.ids()) charge(clock, until - moment.day, state);
}

void ScoreKeeper::charge(plan::ClockId clock, double length, const BlockState& state) {
  const Eigen::Index lanes = eigen_index(state.spec.lanes);
  for (std::size_t lane = 0; lane < state.spec.lanes; ++lane)
    intensities_(eigen_index(lane)) = state.clocks.intensity(clock, lane);
  const auto intensities = intensities_.head(lanes);
  const auto ladder = plan_.clocks[clock].state_row;
  for (std::size_t t = 0; t < where_.terms[clock].size(); ++t) {
    const HazardTerm& term = where_.terms[clock][t];
    auto slopes = slopes_[clock].row(eigen_index(t)).head(lanes);
    if (term.row)
      slopes = intensities * state.rows.row(*term.row).head(lanes);
    else
      slopes = intensities;
    if (ladder)
      for (std::size_t lane = 0; lane < state.spec.lanes; ++lane)
        slopes(eigen_index(lane)) *= term.is_on[static_cast<std::size_t>(state.at(*ladder, lane))];
    scores_.row(term.score).head(lanes) -= length * slopes;
  }
}

void ScoreKeeper::charge_again(plan::ClockId clock, std::size_t lane, simulation::Moment moment,
                               const BlockState& state) {
  const double left = std::min(moment.end, plan_.grid.back()) - moment.day;
  const auto ladder = plan_.clocks[clock].state_row;
  const std::size_t rung = ladder ? static_cast<std::size_t>(state.at(*ladder, lane)) : 0;
  const double intensity = state.clocks.intensity(clock, lane);
  for (std::size_t t = 0; t < where_.terms[clock].size(); ++t) {
    const HazardTerm& term = where_.terms[clock][t];
    const double x = term.row ? state.at(*term.row, lane) : 1;
    const double slope = intensity * x * term.is_on[rung];
    double& charged = slopes_[clock](eigen_index(t), eigen_index(lane));
    add(term.score, lane, (charged - slope) * left);
    charged = slope;
  }
}

void ScoreKeeper::before(const Happening& event, const BlockState& state) {
  if (event.cause == Cause::hazard) note_hazard(event, state);
  if (!event.trigger) return;
  if (event.cause == Cause::schedule)
    if (const auto score = where_.probabilities[*event.trigger])
      add(score, event.lane, 1 / state.world(event.lane).number(*plan_.triggers[*event.trigger].probability));
  note_marks(event, state);
}

void ScoreKeeper::note_hazard(const Happening& event, const BlockState& state) {
  const plan::ClockId clock = *event.clock;
  const double intensity = state.clocks.intensity(clock, event.lane);
  for (std::size_t t = 0; t < where_.terms[clock].size(); ++t)
    add(where_.terms[clock][t].score, event.lane,
        slopes_[clock](eigen_index(t), eigen_index(event.lane)) / intensity);
}

void ScoreKeeper::not_drawn(std::size_t lane, const plan::ScheduledFiring& firing, const BlockState& state) {
  if (const auto score = where_.probabilities[firing.trigger])
    add(score, lane, -1 / (1 - state.world(lane).number(*plan_.triggers[firing.trigger].probability)));
}

/// Notes the marks that were drawn; one that a forced firing is given is not.
void ScoreKeeper::note_marks(const Happening& event, const BlockState& state) {
  const auto& marks = where_.marks[*event.trigger];
  for (std::size_t m = 0; m < marks.size(); ++m) {
    const bool is_given =
        event.scheduled != nullptr && event.scheduled->is_forced && event.scheduled->marks[m].has_value();
    if (marks[m].is_wanted && !is_given) note_mark(event, m, state);
  }
}

void ScoreKeeper::note_mark(const Happening& event, std::size_t m, const BlockState& state) {
  const TriggerId trigger = *event.trigger;
  const plan::MarkPlan& mark = plan_.triggers[trigger].marks[m];
  const MarkScores& scores = where_.marks[trigger][m];
  const auto inputs = state.inputs(event.moment.day);
  chances_.clear();
  for (std::size_t c = 0; c < mark.shares.size(); ++c) {
    double exponent = 0;
    for (const auto& [term, weight] : mark.weights[c])
      exponent += state.world(event.lane).number(weight) * term.in_lane(inputs, event.lane);
    chances_.push_back(state.world(event.lane).number(mark.shares[c]) * std::exp(exponent));
  }
  const double total = std::accumulate(chances_.begin(), chances_.end(), 0.0);
  for (std::size_t c = 0; c < mark.shares.size(); ++c) {
    const double surprise = (event.marks[m] == static_cast<double>(c)) - chances_[c] / total;
    add(scores.shares[c], event.lane, surprise);
    for (std::size_t t = 0; t < mark.weights[c].size(); ++t)
      if (scores.weights[c][t])
        add(scores.weights[c][t], event.lane,
            surprise * mark.weights[c][t].first.in_lane(inputs, event.lane));
  }
}

void ScoreKeeper::after(const Happening& event, const BlockState& state) {
  const auto& clocks =
      event.trigger ? where_.after_trigger[*event.trigger] : where_.after_ladder[*event.ladder];
  for (const plan::ClockId clock : clocks) charge_again(clock, event.lane, event.moment, state);
}

void ScoreKeeper::after_timer(std::size_t lane, simulation::Moment moment,
                              std::span<const plan::ClockId> clocks, const BlockState& state) {
  for (const plan::ClockId clock : clocks) charge_again(clock, lane, moment, state);
}

void ScoreKeeper::at_end(const BlockState&) {
  scores_.setZero();
  for (simulation::Rows& slopes : slopes_) slopes.setZero();
}

} // namespace casus::sensitivity
