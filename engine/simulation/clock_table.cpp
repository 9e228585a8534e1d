#include "simulation/clock_table.hpp"

#include <algorithm>
#include <cmath>

namespace casus::simulation {
namespace {

using plan::none;

/// Beyond it an intensity is evaluated, not multiplied: it may have been too small for a number.
constexpr double greatest_exponent = 30;

const double* row_of(const BlockState& state, plan::Row row) {
  return row == none ? nullptr : state.rows.row(row).data();
}

bool is_plain(const plan::ClockPlan& clock) {
  return clock.factors.size() == 1 &&
         (clock.state_row == none ||
          std::all_of(clock.states.begin(), clock.states.end(),
                      [](const plan::StatePlan& state) { return state.rate.row == none; }));
}

} // namespace

void ClockTable::fill(const BlockState& state) {
  terms_.clear();
  factors_.clear();
  rungs_.clear();
  clocks_.clear();
  responses_.clear();
  std::size_t factors = 0, rungs = 0;
  for (const plan::ClockPlan& clock : plan_.clocks) {
    factors += clock.factors.size();
    rungs += clock.states.size();
  }
  factors_.reserve(factors); // spans into both are kept
  rungs_.reserve(rungs);
  for (const plan::ClockPlan& clock : plan_.clocks) add_clock(state, clock);
  for (const plan::TriggerPlan& trigger : plan_.triggers)
    responses_.push_back(trigger.reaction ? response_of(state, *trigger.reaction) : Response{});
}

void ClockTable::add_factor(const BlockState& state, const plan::FactorPlan& factor) {
  factors_.push_back({terms_.size(), factor.terms.size(), row_of(state, factor.gate)});
  for (const plan::TermPlan& term : factor.terms)
    terms_.push_back({row_of(state, term.row), state.world->number(term.weight)});
}

void ClockTable::add_clock(const BlockState& state, const plan::ClockPlan& plan) {
  const std::size_t first_factor = factors_.size();
  const std::size_t first_rung = rungs_.size();
  for (const plan::FactorPlan& factor : plan.factors) add_factor(state, factor);
  for (const plan::StatePlan& rung : plan.states)
    rungs_.push_back({rung.rate.number == none ? 0 : state.world->number(rung.rate.number),
                      row_of(state, rung.rate.row), rung.factor});
  Clock clock{.rungs = {rungs_.data() + first_rung, plan.states.size()},
              .factors = {factors_.data() + first_factor, plan.factors.size()},
              .rung = row_of(state, plan.state_row),
              .is_plain = is_plain(plan),
              .cooldown = -1};
  if (plan.kind == plan::ClockKind::trigger) {
    const plan::TriggerPlan& trigger = plan_.triggers[static_cast<std::size_t>(plan.index)];
    if (std::isfinite(trigger.limit)) clock.firings = row_of(state, trigger.count_row);
    clock.last_firing = trigger.limit;
    clock.last_days = row_of(state, trigger.last_row);
    if (trigger.cooldown != none) clock.cooldown = state.world->number(trigger.cooldown);
  }
  clocks_.push_back(clock);
}

ClockTable::Response ClockTable::response_of(const BlockState& state, const plan::Reaction& reaction) const {
  Response response{.scalings = {}, .clocks = reaction.clocks};
  for (const plan::ScaledClock& scaled : reaction.scaled) {
    double exponent = 0;
    for (const auto& [weight, amount] : scaled.addends)
      exponent += state.world->number(weight) * amount.in_lane(state.inputs(0), 0);
    if (std::abs(exponent) <= greatest_exponent)
      response.scalings.push_back({scaled.clock, std::exp(exponent)});
    else
      response.clocks.push_back(scaled.clock);
  }
  std::sort(response.clocks.begin(), response.clocks.end());
  return response;
}

} // namespace casus::simulation
