// When a step begins the derivatives of all intensities are charged over the whole of it, as if nothing
// happened in it; an event, or a timer, takes back what it changes from its day to the step's end.

#include "sensitivity/score_keeper.hpp"

#include "simulation/block_simulator.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace casus::sensitivity {
namespace {

using plan::none;
using simulation::BlockState;
using simulation::Happening;

Eigen::Index index(std::size_t size) { return static_cast<Eigen::Index>(size); }

} // namespace

ScoreKeeper::ScoreKeeper(const plan::Plan& plan, const ScorePlan& scores, AnswerWatcher& answers)
    : plan_(plan), where_(scores), answers_(answers),
      scores_(simulation::Rows::Zero(index(scores.scores.size()), index(simulation::block_lanes))),
      intensities_(index(simulation::block_lanes)),
      slopes_(simulation::Rows::Zero(index(scores.terms.size()), index(simulation::block_lanes))) {}

void ScoreKeeper::at_grid_point(int point, const BlockState& state) { answers_.fold(point, state, scores_); }

void ScoreKeeper::at_step(simulation::Moment moment, const BlockState& state) {
  const double until = std::min(moment.end, plan_.grid.back());
  for (std::size_t clock = 0; clock < plan_.clocks.size(); ++clock) charge(clock, until - moment.day, state);
}

void ScoreKeeper::charge(std::size_t clock, double length, const BlockState& state) {
  const auto lanes = index(state.spec.lanes);
  for (Eigen::Index lane = 0; lane < lanes; ++lane)
    intensities_(lane) =
        state.clocks.intensity(static_cast<plan::ClockId>(clock), static_cast<std::size_t>(lane));
  const auto intensities = intensities_.head(lanes);
  const plan::Row ladder = plan_.clocks[clock].state_row;
  for (std::size_t t = where_.first_term[clock]; t < where_.first_term[clock + 1]; ++t) {
    const HazardTerm& term = where_.terms[t];
    auto slopes = slopes_.row(index(t)).head(lanes);
    if (term.row == none)
      slopes = intensities;
    else
      slopes = intensities * state.rows.row(term.row).head(lanes);
    if (ladder != none)
      for (Eigen::Index lane = 0; lane < lanes; ++lane)
        slopes(lane) *= term.is_on[static_cast<std::size_t>(state.rows(ladder, lane))];
    scores_.row(term.score).head(lanes) -= length * slopes;
  }
}

void ScoreKeeper::charge_again(plan::ClockId clock, std::size_t of_lane, simulation::Moment moment,
                               const BlockState& state) {
  const auto c = static_cast<std::size_t>(clock);
  const auto lane = index(of_lane);
  const double left = std::min(moment.end, plan_.grid.back()) - moment.day;
  const plan::Row ladder = plan_.clocks[c].state_row;
  const std::size_t rung = ladder == none ? 0 : static_cast<std::size_t>(state.rows(ladder, lane));
  const double intensity = state.clocks.intensity(clock, of_lane);
  for (std::size_t t = where_.first_term[c]; t < where_.first_term[c + 1]; ++t) {
    const HazardTerm& term = where_.terms[t];
    const double x = term.row == none ? 1 : state.rows(term.row, lane);
    const double slope = intensity * x * term.is_on[rung];
    double& charged = slopes_(index(t), lane);
    add(term.score, of_lane, (charged - slope) * left);
    charged = slope;
  }
}

void ScoreKeeper::before(const Happening& event, const BlockState& state) {
  if (event.cause == Cause::hazard) note_hazard(event, state);
  if (event.trigger == none) return;
  if (event.cause == Cause::schedule) {
    const auto trigger = static_cast<std::size_t>(event.trigger);
    if (where_.probabilities[trigger] != none)
      add(where_.probabilities[trigger], event.lane,
          1 / state.world->number(plan_.triggers[trigger].probability));
  }
  note_marks(event, state);
}

void ScoreKeeper::note_hazard(const Happening& event, const BlockState& state) {
  const auto clock = static_cast<std::size_t>(event.clock);
  const double intensity = state.clocks.intensity(event.clock, event.lane);
  for (std::size_t t = where_.first_term[clock]; t < where_.first_term[clock + 1]; ++t)
    add(where_.terms[t].score, event.lane, slopes_(index(t), index(event.lane)) / intensity);
}

void ScoreKeeper::not_drawn(std::size_t lane, const plan::ScheduledFiring& firing, const BlockState& state) {
  const auto trigger = static_cast<std::size_t>(firing.trigger);
  if (where_.probabilities[trigger] == none) return;
  add(where_.probabilities[trigger], lane,
      -1 / (1 - state.world->number(plan_.triggers[trigger].probability)));
}

/// A mark that a forced firing is given is not drawn.
void ScoreKeeper::note_marks(const Happening& event, const BlockState& state) {
  const auto& marks = where_.marks[static_cast<std::size_t>(event.trigger)];
  for (std::size_t m = 0; m < marks.size(); ++m) {
    const bool is_given =
        event.scheduled != nullptr && event.scheduled->is_forced && event.scheduled->marks[m].has_value();
    if (marks[m].is_wanted && !is_given) note_mark(event, m, state);
  }
}

void ScoreKeeper::note_mark(const Happening& event, std::size_t m, const BlockState& state) {
  const auto trigger = static_cast<std::size_t>(event.trigger);
  const plan::MarkPlan& mark = plan_.triggers[trigger].marks[m];
  const MarkScores& scores = where_.marks[trigger][m];
  const auto inputs = state.inputs(event.moment.day);
  chances_.clear();
  for (std::size_t c = 0; c < mark.shares.size(); ++c) {
    double exponent = 0;
    for (const auto& [term, weight] : mark.weights[c])
      exponent += state.world->number(weight) * term.in_lane(inputs, event.lane);
    chances_.push_back(state.world->number(mark.shares[c]) * std::exp(exponent));
  }
  const double total = std::accumulate(chances_.begin(), chances_.end(), 0.0);
  for (std::size_t c = 0; c < mark.shares.size(); ++c) {
    const double surprise = (event.marks[m] == static_cast<double>(c)) - chances_[c] / total;
    add(scores.shares[c], event.lane, surprise);
    for (std::size_t t = 0; t < mark.weights[c].size(); ++t)
      if (scores.weights[c][t] != none)
        add(scores.weights[c][t], event.lane,
            surprise * mark.weights[c][t].first.in_lane(inputs, event.lane));
  }
}

void ScoreKeeper::after(const Happening& event, const BlockState& state) {
  const auto& clocks = event.trigger != none ? where_.after_trigger[static_cast<std::size_t>(event.trigger)]
                                             : where_.after_ladder[static_cast<std::size_t>(event.ladder)];
  for (const plan::ClockId clock : clocks) charge_again(clock, event.lane, event.moment, state);
}

void ScoreKeeper::after_timer(std::size_t lane, simulation::Moment moment,
                              std::span<const plan::ClockId> clocks, const BlockState& state) {
  for (const plan::ClockId clock : clocks) charge_again(clock, lane, moment, state);
}

void ScoreKeeper::at_end(const BlockState&) {
  scores_.setZero();
  slopes_.setZero();
}

} // namespace casus::sensitivity
