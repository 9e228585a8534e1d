#include "simulation/events/clock_table.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace casus::simulation {
namespace {

const double* row_of(const BlockState& state, std::optional<Row> row) {
  return row ? state.rows.row(*row).data() : nullptr;
}

bool is_plain(const plan::ClockPlan& clock) {
  return clock.factors.size() == 1 &&
         (!clock.state_row || std::all_of(clock.states.begin(), clock.states.end(),
                                          [](const plan::StatePlan& state) { return !state.rate.row; }));
}

} // namespace

ClockTable::ClockTable(const plan::Plan& plan, std::size_t widest)
    : plan_(plan), rates_(plan.clocks.size(), widest) {}

void ClockTable::fill(const BlockState& state) {
  numbers_.clear();
  terms_.clear();
  factors_.clear();
  rungs_.clear();
  clocks_.clear();
  block_clocks_.clear();
  std::size_t factors = 0, rungs = 0;
  for (const plan::ClockPlan& clock : plan_.clocks) {
    factors += clock.factors.size();
    rungs += clock.states.size();
  }
  factors_.reserve(factors); // clocks point into both
  rungs_.reserve(rungs);
  for (const plan::ClockPlan& clock : plan_.clocks) add_clock(state, clock);
  for (const plan::ClockId clock : clocks_.ids()) add_block_clock(state, clock);
}

void ClockTable::add_factor(const BlockState& state, const plan::FactorPlan& factor) {
  factors_.push_back({terms_.size(), factor.terms.size(), row_of(state, factor.gate)});
  for (const plan::TermPlan& term : factor.terms)
    terms_.push_back({row_of(state, term.row), numbers_.add(state.worlds, [&](std::size_t world) {
                        return state.worlds[world].number(term.weight) * std::numbers::log2e;
                      })});
}

void ClockTable::add_clock(const BlockState& state, const plan::ClockPlan& plan) {
  const std::size_t first_factor = factors_.size();
  const std::size_t first_rung = rungs_.size();
  for (const plan::FactorPlan& factor : plan.factors) add_factor(state, factor);
  for (const plan::StatePlan& rung : plan.states)
    rungs_.push_back({rung.rate.number ? numbers_.add(state.worlds, *rung.rate.number) : nullptr,
                      row_of(state, rung.rate.row),
                      rung.factor ? &factors_[first_factor + *rung.factor] : nullptr});
  clocks_.push_back({.rungs = {rungs_.data() + first_rung, plan.states.size()},
                     .factors = {factors_.data() + first_factor, plan.factors.size()},
                     .rung = row_of(state, plan.state_row),
                     .is_plain = is_plain(plan)});
}

void ClockTable::add_block_clock(const BlockState& state, plan::ClockId id) {
  const Clock& clock = clocks_[id];
  const plan::ClockPlan& plan = plan_.clocks[id];
  kernels::Clock block_clock;
  block_clock.due = kernels::Evaluate::elsewhere;
  if (clock.is_plain) {
    const bool is_ladder = clock.rung != nullptr;
    block_clock.due = plan.moving ? kernels::Evaluate::moving : kernels::Evaluate::all;
    block_clock.terms = terms(clock.factors[0]);
    block_clock.gate = clock.factors[0].gate;
    block_clock.rates = is_ladder ? rates_.row(id).data() : clock.rungs[0].rates;
    if (block_clock.rates == nullptr) block_clock.rate = clock.rungs[0].rate;
    if (plan.trigger) add_stops(block_clock, state, plan_.triggers[*plan.trigger]);
  }
  block_clocks_.push_back(block_clock);
}

void ClockTable::add_stops(kernels::Clock& clock, const BlockState& state, const plan::TriggerPlan& trigger) {
  if (std::isfinite(trigger.limit)) clock.firings = row_of(state, trigger.count_row);
  clock.limit = trigger.limit;
  if (!trigger.cooldown) return;
  clock.last_days = row_of(state, trigger.last_row);
  // A cooldown has passed at its end, whatever rounding says.
  clock.cooldowns = numbers_.add(state.worlds, [&](std::size_t world) {
    return state.worlds[world].number(*trigger.cooldown) - formula::same_moment;
  });
}

} // namespace casus::simulation
