// The logarithm of a factor is a sum over a few rows, taken in the terms' own order whatever else the
// scenario holds; then one vectorised exponential. A lane alone goes the same way, with its clocks side by
// side in one vector, so that both ways give the same bits.

#include "simulation/events/hazards.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>

namespace casus::simulation {
namespace {

std::size_t most_factors(const plan::Plan& plan) {
  std::size_t most = 1;
  for (const plan::ClockPlan& clock : plan.clocks) most = std::max(most, clock.factors.size());
  return most;
}

} // namespace

HazardEvaluator::HazardEvaluator(const plan::Plan& plan, const kernels::Kernels& kernels, std::size_t widest)
    : plan_(plan), kernels_(kernels), table_(plan, widest),
      factors_(eigen_index(most_factors(plan)), eigen_index(widest)), scratch_(plan.deepest_program * widest),
      lane_sums_(plan.clocks.size()), lane_values_(eigen_index(plan.clocks.size() + kernels::lane_multiple)) {
}

void HazardEvaluator::derive_block(BlockState& state, Moment moment, bool only_moving) {
  for (const plan::DerivedPlan& derived : plan_.derived) {
    if (only_moving && !derived.moving) continue;
    derived.program.in_block(state.inputs(moment), state.width, scratch_.data(),
                             state.rows.row(derived.row).data());
    for (std::size_t lane = 0; lane < state.spec.lanes; ++lane)
      check_derived(state, lane, moment.day, derived);
  }
}

void HazardEvaluator::derive(BlockState& state, std::size_t lane, Moment moment, plan::DerivedId derived) {
  const plan::DerivedPlan& plan = plan_.derived[derived];
  state.at(plan.row, lane) = plan.program.in_lane(state.inputs(moment), lane);
  check_derived(state, lane, moment.day, plan);
}

void HazardEvaluator::check_derived(const BlockState& state, std::size_t lane, double day,
                                    const plan::DerivedPlan& derived) const {
  const double value = state.at(derived.row, lane);
  if (std::isfinite(value) && !(derived.is_rate && value < 0)) return;
  fail(plan_, state, lane, day,
       fmt::format("{} is {}{}", derived.what, value,
                   derived.is_rate ? " (a rate must be finite and not negative)" : " (it must be finite)"));
}

void HazardEvaluator::enter_rungs(const BlockState& state) {
  for (const plan::ClockId id : plan_.clocks.ids()) {
    if (table_[id].rung == nullptr) continue;
    for (std::size_t lane = 0; lane < state.width; ++lane)
      table_.rate(id, lane) = table_[id].at(lane).rate_in(lane);
  }
}

void HazardEvaluator::evaluate_by_rung(BlockState& state, bool only_moving) {
  for (const plan::ClockId id : plan_.clocks.ids())
    if (!table_[id].is_plain && (plan_.clocks[id].moving || !only_moving)) evaluate_by_rung(state, id);
}

void HazardEvaluator::evaluate_by_rung(BlockState& state, plan::ClockId id) {
  const ClockTable::Clock& clock = table_[id];
  for (std::size_t f = 0; f < clock.factors.size(); ++f)
    kernels_.exponentiate_sum(table_.terms(clock.factors[f]), state.width,
                              factors_.row(eigen_index(f)).data());
  for (std::size_t lane = 0; lane < state.width; ++lane) {
    const ClockTable::Rung& rung = clock.at(lane);
    const double factor =
        rung.factor == nullptr ? 0 : factors_(rung.factor - clock.factors.data(), eigen_index(lane));
    state.clocks.intensity(id, lane) = finished(id, lane, 0, factor);
  }
}

std::span<const double> HazardEvaluator::evaluate_lane(const BlockState& state, std::size_t lane, double day,
                                                       std::span<const plan::ClockId> clocks) {
  for (std::size_t i = 0; i < clocks.size(); ++i) {
    const ClockTable::Clock& clock = table_[clocks[i]];
    const ClockTable::Rung& rung = clock.at(lane);
    if (clock.rung != nullptr) table_.rate(clocks[i], lane) = rung.rate_in(lane);
    lane_sums_[i] = {};
    if (rung.factor != nullptr) lane_sums_[i] = table_.terms(*rung.factor);
  }
  kernels_.exponentiate_lane(lane_sums_.data(), clocks.size(), lane, lane_values_.data());
  for (std::size_t i = 0; i < clocks.size(); ++i) {
    double& value = lane_values_(eigen_index(i));
    value = finished(clocks[i], lane, day, value);
    check(state, lane, day, clocks[i], value);
  }
  return {lane_values_.data(), clocks.size()};
}

double HazardEvaluator::finished(plan::ClockId id, std::size_t lane, double day, double exponential) const {
  const ClockTable::Clock& clock = table_[id];
  const ClockTable::Rung& rung = clock.at(lane);
  if (rung.factor == nullptr) return 0;
  const double* gate = rung.factor->gate;
  if (gate != nullptr && gate[lane] == 0) return 0;
  const kernels::Clock& stops = table_.block_clocks()[id];
  if (stops.firings != nullptr && stops.firings[lane] >= stops.limit) return 0;
  if (stops.last_days != nullptr && stops.last_days[lane] > day - stops.cooldowns[lane / cell_lanes])
    return 0;
  return (rung.rates == nullptr ? rung.rate_in(lane) : rung.rates[lane]) * exponential;
}

void HazardEvaluator::check_block(const BlockState& state, double day) const {
  for (const plan::ClockId clock : plan_.clocks.ids())
    for (std::size_t lane = 0; lane < state.spec.lanes; ++lane)
      check(state, lane, day, clock, state.clocks.intensity(clock, lane));
}

void HazardEvaluator::check_lane(const BlockState& state, std::size_t lane, double day) const {
  for (const plan::ClockId clock : plan_.clocks.ids())
    check(state, lane, day, clock, state.clocks.intensity(clock, lane));
}

void HazardEvaluator::fail_exploding(const BlockState& state, std::size_t lane, double day,
                                     plan::ClockId clock, double value) const {
  fail(plan_, state, lane, day,
       fmt::format("{} explodes: its intensity reaches {} a day (does it excite itself without bound?): give "
                   "it a limit, a cooldown or smaller weights",
                   plan_.clocks[clock].name, value));
}

} // namespace casus::simulation
