#include "simulation/evidence/exposure.hpp"

namespace casus::simulation {

Exposure::Exposure(const plan::Plan& plan, Recording& recording, DriverPaths& paths, std::size_t widest)
    : plan_(plan), recording_(recording), paths_(paths), is_concerned_(plan.clocks.size()),
      thresholds_(plan.clocks.size(), widest), charged_(plan.clocks.size(), widest),
      chances_(plan.clocks.size(), widest), rungs_(widest) {
  for (const plan::ClockId id : plan.clocks.ids()) {
    const plan::ClockPlan& clock = plan.clocks[id];
    const bool is_concerned = clock.ladder ? plan.observed->known_ladders[*clock.ladder]
                                           : plan.observed->known[*clock.trigger].exists();
    is_concerned_[id] = is_concerned ? 1 : 0;
    if (!is_concerned) continue;
    clocks_.push_back(id);
    if (clock.trigger && !plan.observed->known[*clock.trigger].is_fixed) varying_.push_back(id);
  }
}

double Exposure::chance(BlockState& state, std::size_t lane, double day, plan::ClockId clock) {
  const plan::ClockPlan& plan = plan_.clocks[clock];
  return plan.ladder ? 1 : recording_.chance(state, lane, day, *plan.trigger);
}

void Exposure::begin(BlockState& state, double day) {
  charged_.setZero();
  for (const plan::ClockId clock : clocks_)
    for (std::size_t lane = 0; lane < state.spec.lanes; ++lane) {
      thresholds_(clock, lane) = state.clocks.residual(clock, lane);
      chances_(clock, lane) = chance(state, lane, day, clock);
    }
  for (std::size_t lane = 0; lane < state.spec.lanes; ++lane) rungs_[lane] = rungs_of(state, lane);
}

/// The integral of an intensity since the thresholds were drawn: the residual is what is left of them at the
/// end of the step.
double Exposure::integral(const BlockState& state, plan::ClockId clock, std::size_t lane,
                          Moment moment) const {
  return thresholds_(clock, lane) - state.clocks.residual(clock, lane) -
         state.clocks.intensity(clock, lane) * moment.left();
}

void Exposure::charge(BlockState& state, std::size_t lane, Moment moment, plan::ClockId clock,
                      LaneWeights& weights, bool ends_smoothly) {
  const double integral = this->integral(state, clock, lane, moment);
  const double now = chance(state, lane, moment.day, clock);
  double& before = chances_(clock, lane);
  const double mean = ends_smoothly ? (before + now) / 2 : before;
  weights.add_logarithm(lane, -mean * (integral - charged_(clock, lane)));
  charged_(clock, lane) = integral;
  before = now;
}

void Exposure::charge(BlockState& state, Moment moment, LaneWeights& weights) {
  for (std::size_t lane = 0; lane < state.spec.lanes; ++lane) {
    if (weights.is_dead(lane)) continue;
    if (!varying_.empty()) paths_.enter_moment(lane, moment.day);
    for (const plan::ClockId clock : clocks_) charge(state, lane, moment, clock, weights, true);
  }
}

void Exposure::after_event(BlockState& state, std::size_t lane, Moment moment, LaneWeights& weights) {
  if (varying_.empty() || weights.is_dead(lane)) return;
  const std::size_t rungs = rungs_of(state, lane);
  if (rungs == rungs_[lane]) return;
  rungs_[lane] = rungs;
  for (const plan::ClockId clock : varying_) charge(state, lane, moment, clock, weights, false);
}

/// A number that tells the rungs of all ladders.
std::size_t Exposure::rungs_of(const BlockState& state, std::size_t lane) const {
  std::size_t number = 0;
  for (const plan::LadderPlan& ladder : plan_.ladders)
    number = number * ladder.rungs + static_cast<std::size_t>(state.at(ladder.row, lane));
  return number;
}

} // namespace casus::simulation
