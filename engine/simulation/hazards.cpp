// The logarithm of a factor is a sum over a few rows, taken in the terms' own order whatever else the
// scenario holds; then one vectorised exponential. A lane alone goes the same way, with its clocks side by
// side in one vector, so that both ways give the same bits.

#include "simulation/hazards.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>

namespace casus::simulation {
namespace {

using plan::none;

Eigen::Index index(std::size_t size) { return static_cast<Eigen::Index>(size); }

/// More events a day than this in one trajectory is an explosion, not a model of the world.
constexpr double highest_intensity = 1e12;

std::size_t most_factors(const plan::Plan& plan) {
  std::size_t most = 1;
  for (const plan::ClockPlan& clock : plan.clocks) most = std::max(most, clock.factors.size());
  return most;
}

} // namespace

HazardEvaluator::HazardEvaluator(const plan::Plan& plan, std::size_t widest)
    : plan_(plan), factors_(index(most_factors(plan)), index(widest)),
      scratch_(plan.deepest_program * widest), lane_values_(index(plan.clocks.size() + lane_multiple)) {
  lane_values_.setZero();
}

void HazardEvaluator::evaluate_block(BlockState& state, double day, bool only_moving) {
  for (const plan::DerivedPlan& derived : plan_.derived)
    if (derived.moving || !only_moving) derive_block(state, day, derived);
  for (std::size_t c = 0; c < plan_.clocks.size(); ++c)
    if (plan_.clocks[c].moving || !only_moving) evaluate_clock(state, day, static_cast<plan::ClockId>(c));
}

void HazardEvaluator::derive_block(BlockState& state, double day, const plan::DerivedPlan& derived) {
  derived.program.in_block(state.inputs(day), state.width, scratch_.data(),
                           state.rows.row(derived.row).data());
  for (std::size_t lane = 0; lane < state.spec.lanes; ++lane) check_derived(state, lane, day, derived);
}

void HazardEvaluator::derive(BlockState& state, std::size_t lane, double day, int derived) {
  const plan::DerivedPlan& plan = plan_.derived[static_cast<std::size_t>(derived)];
  state.at(plan.row, lane) = plan.program.in_lane(state.inputs(day), lane);
  check_derived(state, lane, day, plan);
}

void HazardEvaluator::check_derived(const BlockState& state, std::size_t lane, double day,
                                    const plan::DerivedPlan& derived) const {
  const double value = state.at(derived.row, lane);
  if (std::isfinite(value) && !(derived.is_rate && value < 0)) return;
  fail(plan_, state, lane, day,
       fmt::format("{} is {}{}", derived.what, value,
                   derived.is_rate ? " (a rate must be finite and not negative)" : " (it must be finite)"));
}

void HazardEvaluator::evaluate_factor(const BlockState& state, const plan::FactorPlan& factor,
                                      Eigen::Index row) {
  const auto width = index(state.width);
  auto value = factors_.row(row).head(width);
  if (factor.terms.empty()) {
    value = 1;
  } else {
    value = state.world->number(factor.terms[0].weight) * state.rows.row(factor.terms[0].row).head(width);
    for (std::size_t i = 1; i < factor.terms.size(); ++i)
      value += state.world->number(factor.terms[i].weight) * state.rows.row(factor.terms[i].row).head(width);
    value = value.exp();
  }
  // Selected, not multiplied: a closed gate also stops a factor that has overflown.
  if (factor.gate != none) value = (state.rows.row(factor.gate).head(width) != 0).select(value, 0.0);
}

void HazardEvaluator::evaluate_clock(BlockState& state, double day, plan::ClockId id) {
  const plan::ClockPlan& clock = plan_.clocks[static_cast<std::size_t>(id)];
  for (std::size_t f = 0; f < clock.factors.size(); ++f) evaluate_factor(state, clock.factors[f], index(f));
  const auto width = index(state.width);
  const plan::RatePlan& only_rate = clock.states[0].rate;
  if (clock.state_row == none && only_rate.row == none) {
    state.intensities.row(id).head(width) =
        state.world->number(only_rate.number) * factors_.row(0).head(width);
  } else {
    for (std::size_t lane = 0; lane < state.width; ++lane) {
      const plan::StatePlan& now = state_of(state, lane, clock);
      state.intensities(id, index(lane)) =
          now.factor == none ? 0 : rate_of(state, lane, now.rate) * factors_(now.factor, index(lane));
    }
  }
  if (clock.kind == plan::ClockKind::trigger) suppress(state, day, clock, id);
  for (std::size_t lane = 0; lane < state.spec.lanes; ++lane)
    check(state, lane, day, clock, state.intensities(id, index(lane)));
}

void HazardEvaluator::suppress(BlockState& state, double day, const plan::ClockPlan& clock,
                               plan::ClockId id) const {
  const plan::TriggerPlan& trigger = plan_.triggers[static_cast<std::size_t>(clock.index)];
  if (trigger.cooldown == none && std::isinf(trigger.limit)) return;
  for (std::size_t lane = 0; lane < state.width; ++lane)
    if (is_suppressed(state, lane, day, clock)) state.intensities(id, index(lane)) = 0;
}

bool HazardEvaluator::is_suppressed(const BlockState& state, std::size_t lane, double day,
                                    const plan::ClockPlan& clock) const {
  const plan::TriggerPlan& trigger = plan_.triggers[static_cast<std::size_t>(clock.index)];
  if (state.at(trigger.count_row, lane) >= trigger.limit) return true;
  return trigger.cooldown != none &&
         day - state.at(trigger.last_row, lane) < state.world->number(trigger.cooldown);
}

double HazardEvaluator::rate_of(const BlockState& state, std::size_t lane, const plan::RatePlan& rate) const {
  return rate.row == none ? state.world->number(rate.number) : state.at(rate.row, lane);
}

const plan::StatePlan& HazardEvaluator::state_of(const BlockState& state, std::size_t lane,
                                                 const plan::ClockPlan& clock) const {
  if (clock.state_row == none) return clock.states[0];
  return clock.states[static_cast<std::size_t>(state.at(clock.state_row, lane))];
}

std::span<const double> HazardEvaluator::evaluate_lane(const BlockState& state, std::size_t lane, double day,
                                                       std::span<const plan::ClockId> clocks) {
  for (std::size_t i = 0; i < clocks.size(); ++i) {
    const plan::ClockPlan& clock = plan_.clocks[static_cast<std::size_t>(clocks[i])];
    const plan::StatePlan& now = state_of(state, lane, clock);
    double sum = 0;
    if (now.factor != none) {
      const auto& terms = clock.factors[static_cast<std::size_t>(now.factor)].terms;
      for (std::size_t t = 0; t < terms.size(); ++t) {
        const double addend = state.world->number(terms[t].weight) * state.at(terms[t].row, lane);
        sum = t == 0 ? addend : sum + addend;
      }
    }
    lane_values_(index(i)) = sum;
  }
  const std::size_t padded = (clocks.size() + lane_multiple - 1) / lane_multiple * lane_multiple;
  lane_values_.head(index(padded)) = lane_values_.head(index(padded)).exp();
  for (std::size_t i = 0; i < clocks.size(); ++i) {
    const plan::ClockPlan& clock = plan_.clocks[static_cast<std::size_t>(clocks[i])];
    lane_values_(index(i)) = finished(state, lane, day, clock, lane_values_(index(i)));
  }
  return {lane_values_.data(), clocks.size()};
}

double HazardEvaluator::finished(const BlockState& state, std::size_t lane, double day,
                                 const plan::ClockPlan& clock, double exponential) const {
  const plan::StatePlan& now = state_of(state, lane, clock);
  if (now.factor == none) return 0;
  const plan::FactorPlan& factor = clock.factors[static_cast<std::size_t>(now.factor)];
  if (factor.gate != none && state.at(factor.gate, lane) == 0) return 0;
  double value = rate_of(state, lane, now.rate) * exponential;
  if (clock.kind == plan::ClockKind::trigger && is_suppressed(state, lane, day, clock)) value = 0;
  check(state, lane, day, clock, value);
  return value;
}

void HazardEvaluator::check(const BlockState& state, std::size_t lane, double day,
                            const plan::ClockPlan& clock, double value) const {
  if (value >= 0 && value <= highest_intensity) return;
  fail(plan_, state, lane, day,
       fmt::format("{} explodes: its intensity reaches {} a day (does it excite itself without bound?): give "
                   "it a limit, a cooldown or smaller weights",
                   clock.name, value));
}

} // namespace casus::simulation
