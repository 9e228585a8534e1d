#include "tally/controls/gated_martingales.hpp"

#include "simulation/block_simulator.hpp"

#include <algorithm>
#include <cmath>

namespace casus::tally {
using simulation::BlockState;
using simulation::Moment;

GatedMartingales::GatedMartingales(const plan::Plan& plan, std::uint64_t seed,
                                   IdVector<OutcomeId, OutcomeGates> gates)
    : plan_(plan), gates_(std::move(gates)), martingales_(plan, seed), ends_stretch_(plan.grid.size(), 0),
      stretch_(plan.outcomes.size()), met_(plan.outcomes.size(), simulation::block_lanes),
      given_(plan.outcomes.size(), simulation::block_lanes),
      rungs_(plan.ladders.size(), simulation::block_lanes),
      last_(simulation::block_lanes * martingales_.count()), now_(martingales_.count()),
      gains_(martingales_.count()) {
  for (const OutcomeGates& of : gates_)
    for (const std::size_t point : of.stretches) ends_stretch_[point] = 1;
  find_givens();
}

/// Finds by which events conditions may turn. Of those that ask of ladders one sees that anyway.
void GatedMartingales::find_givens() {
  looked_at_after_.resize(plan_.triggers.size());
  for (const OutcomeId outcome : gates_.ids()) {
    const auto& given = plan_.outcomes[outcome].given;
    if (!given) continue;
    const auto reads = [&](Row row) {
      return std::find(given->rows().begin(), given->rows().end(), row) != given->rows().end();
    };
    const auto is_other = [&](Row row) {
      return row < plan_.layout.first_ladder || row >= plan_.layout.first_last;
    };
    if (given->reads_day() || std::any_of(given->rows().begin(), given->rows().end(), is_other))
      looked_at_always_.push_back(outcome);
    else
      for (const TriggerId trigger : plan_.triggers.ids())
        if (reads(plan_.triggers[trigger].count_row)) looked_at_after_[trigger].push_back(outcome);
  }
}

void GatedMartingales::at_begin(const BlockState& state) {
  martingales_.begin(state);
  std::fill_n(last_.begin(), state.spec.lanes * now_.size(), 0.0);
  std::fill(stretch_.begin(), stretch_.end(), 0);
  for (std::size_t lane = 0; lane < state.spec.lanes; ++lane) look(lane, 0, state);
}

void GatedMartingales::at_grid_point(std::size_t point, const BlockState& state) {
  if (ends_stretch_[point] == 0) return;
  const double end = point == 0 ? 0 : plan_.step_end(point - 1);
  for (std::size_t lane = 0; lane < state.spec.lanes; ++lane) close(lane, {plan_.grid[point], end}, state);
  for (const OutcomeId outcome : gates_.ids())
    if (!is_over(outcome) && gates_[outcome].stretches[stretch_[outcome]] == point) ++stretch_[outcome];
}

void GatedMartingales::after(const simulation::Happening& happening, const BlockState& state) {
  if (happening.cause == Cause::schedule)
    martingales_.note_date(state, happening.lane, *happening.trigger, true);
  if (has_changed(happening, state)) close(happening.lane, happening.moment, state);
}

void GatedMartingales::not_drawn(std::size_t lane, const plan::ScheduledFiring& firing,
                                 const BlockState& state) {
  martingales_.note_date(state, lane, firing.trigger, false);
}

void GatedMartingales::at_horizon(Moment moment, const BlockState& state) {
  for (std::size_t lane = 0; lane < state.spec.lanes; ++lane) close(lane, moment, state);
  for (const OutcomeId outcome : gates_.ids()) stretch_[outcome] = gates_[outcome].stretches.size();
}

bool GatedMartingales::has_changed(const simulation::Happening& happening, const BlockState& state) const {
  const std::size_t lane = happening.lane;
  for (const LadderId ladder : plan_.ladders.ids())
    if (rungs_(ladder, lane) != state.at(plan_.ladders[ladder].row, lane)) return true;
  for (const OutcomeId outcome : gates_.ids())
    if (met_(outcome, lane) == 0 && std::isfinite(state.first_passages(outcome, lane))) return true;
  const auto has_turned = [&](OutcomeId outcome) {
    return met_(outcome, lane) == 0 &&
           given_(outcome, lane) != is_given(outcome, lane, happening.moment.day, state);
  };
  if (std::any_of(looked_at_always_.begin(), looked_at_always_.end(), has_turned)) return true;
  if (!happening.trigger) return false;
  const auto& after = looked_at_after_[*happening.trigger];
  return std::any_of(after.begin(), after.end(), has_turned);
}

void GatedMartingales::close(std::size_t lane, Moment moment, const BlockState& state) {
  martingales_.tell(state, lane, moment, now_);
  double* const last = last_.data() + lane * now_.size();
  for (std::size_t m = 0; m < now_.size(); ++m) {
    gains_[m] = now_[m] - last[m];
    last[m] = now_[m];
  }
  for (const OutcomeId outcome : gates_.ids()) {
    if (is_over(outcome) || met_(outcome, lane) != 0) continue;
    const OutcomeGates& of = gates_[outcome];
    const auto rung = of.ladder ? static_cast<std::size_t>(rungs_(*of.ladder, lane)) : 0;
    gain(outcome, lane, of.gate(stretch_[outcome], rung, given_(outcome, lane) != 0), gains_);
  }
  look(lane, moment.day, state);
}

void GatedMartingales::look(std::size_t lane, double day, const BlockState& state) {
  for (const LadderId ladder : plan_.ladders.ids())
    rungs_(ladder, lane) = state.at(plan_.ladders[ladder].row, lane);
  for (const OutcomeId outcome : gates_.ids()) {
    met_(outcome, lane) = std::isfinite(state.first_passages(outcome, lane));
    given_(outcome, lane) = is_given(outcome, lane, day, state);
  }
}

/// Whether it has begun, and its `given` would hold if it were asked for now.
bool GatedMartingales::is_given(OutcomeId outcome, std::size_t lane, double day,
                                const BlockState& state) const {
  const plan::OutcomePlan& asked = plan_.outcomes[outcome];
  if (!asked.is_conditional() || !state.has_begun(outcome, lane)) return false;
  return !asked.given || asked.given->in_lane(state.inputs(day), lane) != 0;
}

} // namespace casus::tally
