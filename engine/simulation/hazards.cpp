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

std::size_t most_factors(const plan::Plan& plan) {
  std::size_t most = 1;
  for (const plan::ClockPlan& clock : plan.clocks) most = std::max(most, clock.factors.size());
  return most;
}

} // namespace

HazardEvaluator::HazardEvaluator(const plan::Plan& plan, const kernels::Kernels& kernels, std::size_t widest)
    : plan_(plan), kernels_(kernels), table_(plan), factors_(index(most_factors(plan)), index(widest)),
      rates_(index(plan.clocks.size()), index(widest)), scratch_(plan.deepest_program * widest),
      lane_values_(index(plan.clocks.size() + kernels::lane_multiple)) {
  lane_values_.setZero();
}

void HazardEvaluator::derive_block(BlockState& state, double day, bool only_moving) {
  for (const plan::DerivedPlan& derived : plan_.derived) {
    if (only_moving && !derived.moving) continue;
    derived.program.in_block(state.inputs(day), state.width, scratch_.data(),
                             state.rows.row(derived.row).data());
    for (std::size_t lane = 0; lane < state.spec.lanes; ++lane) check_derived(state, lane, day, derived);
  }
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

void HazardEvaluator::enter_rungs(const BlockState& state) {
  for (std::size_t c = 0; c < plan_.clocks.size(); ++c) {
    const ClockTable::Clock& clock = table_[static_cast<plan::ClockId>(c)];
    if (clock.rung == nullptr) continue;
    for (std::size_t lane = 0; lane < state.width; ++lane)
      rates_(index(c), index(lane)) = clock.at(lane).rate;
  }
}

void HazardEvaluator::evaluate_block(BlockState& state, double day, plan::ClockId id) {
  const ClockTable::Clock& clock = table_[id];
  if (clock.is_plain)
    evaluate_plain(state, clock, id);
  else
    evaluate_by_rung(state, clock, id);
  double* intensities = state.intensities.row(id).data();
  if (clock.firings != nullptr)
    kernels_.stop_above(clock.firings, clock.last_firing - 1, state.width, intensities);
  if (clock.cooldown >= 0)
    kernels_.stop_above(clock.last_days, day - clock.cooldown, state.width, intensities);
}

void HazardEvaluator::evaluate_plain(BlockState& state, const ClockTable::Clock& clock, plan::ClockId id) {
  const bool is_ladder = clock.rung != nullptr;
  const double* rates = is_ladder ? rates_.row(id).data() : clock.rungs[0].rates;
  const ClockTable::Factor& factor = clock.factors[0];
  double* intensities = state.intensities.row(id).data();
  kernels_.intensity(table_.terms(factor), rates == nullptr ? clock.rungs[0].rate : 1, state.width,
                     intensities);
  if (rates != nullptr) kernels_.multiply(rates, state.width, intensities);
  // Selected, not multiplied: a closed gate also stops a factor that has overflown.
  if (factor.gate != nullptr) kernels_.close(factor.gate, state.width, intensities);
}

void HazardEvaluator::evaluate_by_rung(BlockState& state, const ClockTable::Clock& clock, plan::ClockId id) {
  for (std::size_t f = 0; f < clock.factors.size(); ++f) {
    double* values = factors_.row(index(f)).data();
    kernels_.intensity(table_.terms(clock.factors[f]), 1, state.width, values);
    if (clock.factors[f].gate != nullptr) kernels_.close(clock.factors[f].gate, state.width, values);
  }
  for (std::size_t lane = 0; lane < state.width; ++lane) {
    const ClockTable::Rung& rung = clock.at(lane);
    const double rate = rung.rates == nullptr ? rung.rate : rung.rates[lane];
    state.intensities(id, index(lane)) = rung.factor == none ? 0 : rate * factors_(rung.factor, index(lane));
  }
}

std::span<const double> HazardEvaluator::evaluate_lane(const BlockState& state, std::size_t lane, double day,
                                                       std::span<const plan::ClockId> clocks) {
  bool has_terms = false;
  for (std::size_t i = 0; i < clocks.size(); ++i) {
    const ClockTable::Clock& clock = table_[clocks[i]];
    const ClockTable::Rung& rung = clock.at(lane);
    if (clock.rung != nullptr) rates_(clocks[i], index(lane)) = rung.rate;
    double sum = 0;
    if (rung.factor != none) {
      const kernels::Terms terms = table_.terms(clock.factors[static_cast<std::size_t>(rung.factor)]);
      for (std::size_t t = 0; t < terms.count; ++t) sum += terms.first[t].weight * terms.first[t].row[lane];
      has_terms = has_terms || terms.count > 0;
    }
    lane_values_(index(i)) = sum;
  }
  if (has_terms)
    kernels_.exponentiate(clocks.size(), lane_values_.data());
  else
    lane_values_.head(index(clocks.size())) = 1;
  for (std::size_t i = 0; i < clocks.size(); ++i) {
    double& value = lane_values_(index(i));
    value = finished(table_[clocks[i]], lane, day, value);
    check(state, lane, day, clocks[i], value);
  }
  return {lane_values_.data(), clocks.size()};
}

double HazardEvaluator::finished(const ClockTable::Clock& clock, std::size_t lane, double day,
                                 double exponential) const {
  const ClockTable::Rung& rung = clock.at(lane);
  if (rung.factor == none) return 0;
  const double* gate = clock.factors[static_cast<std::size_t>(rung.factor)].gate;
  if (gate != nullptr && gate[lane] == 0) return 0;
  if (clock.firings != nullptr && clock.firings[lane] > clock.last_firing - 1) return 0;
  if (clock.cooldown >= 0 && clock.last_days[lane] > day - clock.cooldown) return 0;
  return (rung.rates == nullptr ? rung.rate : rung.rates[lane]) * exponential;
}

void HazardEvaluator::check_block(const BlockState& state, double day, plan::ClockId clock) const {
  for (std::size_t lane = 0; lane < state.spec.lanes; ++lane)
    check(state, lane, day, clock, state.intensities(clock, index(lane)));
}

void HazardEvaluator::fail_exploding(const BlockState& state, std::size_t lane, double day,
                                     plan::ClockId clock, double value) const {
  fail(plan_, state, lane, day,
       fmt::format("{} explodes: its intensity reaches {} a day (does it excite itself without bound?): give "
                   "it a limit, a cooldown or smaller weights",
                   plan_.clocks[static_cast<std::size_t>(clock)].name, value));
}

} // namespace casus::simulation
