#include "simulation/events/event_network.hpp"

#include "simulation/events/hazards.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace casus::simulation {
namespace {

using formula::Instruction;
const formula::Program& program_of(const plan::Plan& plan, Row derived) {
  return plan.derived[plan.derived_in(derived)].program;
}

bool is_product(const formula::Program& program) {
  const std::vector<Instruction> factors = program.factors();
  return !factors.empty() && std::all_of(factors.begin(), factors.end(), [](const Instruction& factor) {
    const bool is_row = factor.operation == Operation::driver || factor.operation == Operation::ladder ||
                        factor.operation == Operation::count;
    return is_row || factor.operation == Operation::constant || factor.operation == Operation::parameter;
  });
}

bool is_reaction(const plan::Plan& plan, const plan::ClockPlan& clock) {
  if (!clock.trigger || clock.moving || clock.factors.size() != 1) return false;
  if (!clock.factors[0].terms.empty() || clock.factors[0].gate) return false;
  const plan::TriggerPlan& trigger = plan.triggers[*clock.trigger];
  if (!trigger.reaction || !trigger.reaction->is_addition || !trigger.reaction->watches.empty()) return false;
  if (!trigger.marks.empty() || trigger.history || std::isfinite(trigger.limit)) return false;
  const auto moves_something = [&](const plan::ChangePlan& change) {
    return !plan.member_of(plan.drivers[change.driver()]).reached.empty();
  };
  for (const plan::EffectPlan& effect : trigger.effects)
    if (std::any_of(effect.changes.begin(), effect.changes.end(), moves_something)) return false;
  if (!trigger.reaction->timers.empty()) return false;
  const auto rates = clock.states[0].rate.row;
  return !rates || !plan.is_derived(*rates) || is_product(program_of(plan, *rates));
}

bool is_network(const plan::Plan& plan) {
  return !plan.clocks.empty() &&
         std::all_of(plan.clocks.begin(), plan.clocks.end(),
                     [&](const plan::ClockPlan& clock) { return is_reaction(plan, clock); });
}

} // namespace

EventNetwork::EventNetwork(const plan::Plan& plan, const kernels::Kernels& kernels, std::uint64_t seed)
    : plan_(plan), kernels_(kernels), seed_(seed), applies_(is_network(plan)) {}

void EventNetwork::enter_world(BlockState& state, const FiringTable& table) {
  if (!applies_) return;
  intensities_.resize(state.draws.rows(), state.draws.cols());
  residuals_.resize(state.draws.rows(), state.draws.cols());
  reactions_.clear();
  factors_.clear();
  for (const plan::ClockId clock : plan_.clocks.ids()) add_reaction(state, table, clock);
  const kernels::Factor* factors = factors_.data(); // which only now stand still
  for (kernels::Reaction& reaction : reactions_)
    reaction.factors = std::exchange(factors, factors + reaction.factor_count);
}

void EventNetwork::add_reaction(BlockState& state, const FiringTable& table, plan::ClockId id) {
  const plan::ClockPlan& clock = plan_.clocks[id];
  const std::size_t first_factor = factors_.size();
  add_factors(state, clock.states[0].rate);
  reactions_.push_back({.factors = nullptr,
                        .factor_count = factors_.size() - first_factor,
                        .rows = table.firing(id).rows,
                        .key = key_of(seed_, clock.stream),
                        .draws = state.draws.row(id).data(),
                        .intensities = intensities_.row(id).data(),
                        .residuals = residuals_.row(id).data()});
}

void EventNetwork::add_factors(const BlockState& state, const plan::RatePlan& rate) {
  if (!rate.row) {
    factors_.push_back({nullptr, state.world->number(*rate.number)});
  } else if (!plan_.is_derived(*rate.row)) {
    factors_.push_back({state.rows.row(*rate.row).data(), 0});
  } else {
    for (const Instruction& factor : program_of(plan_, *rate.row).factors()) {
      if (factor.operation == Operation::constant)
        factors_.push_back({nullptr, factor.value});
      else if (factor.operation == Operation::parameter)
        factors_.push_back({nullptr, state.world->number(plan::NumberId(factor.operand))});
      else
        factors_.push_back({state.rows.row(Row(factor.operand)).data(), 0});
    }
  }
}

kernels::NetworkRun EventNetwork::run_step(BlockState& state, std::uint64_t most_events) {
  take_clocks(state);
  const kernels::NetworkRun run =
      kernels_.run_network({.reactions = reactions_.data(),
                            .count = reactions_.size(),
                            .first_trajectory = state.spec.first,
                            .lanes_in_use = state.spec.lanes,
                            .begin = state.step.begin,
                            .end = state.step.end,
                            .highest_intensity = HazardEvaluator::highest_intensity,
                            .most_events = most_events});
  put_clocks(state);
  return run;
}

void EventNetwork::take_clocks(const BlockState& state) {
  for (const plan::ClockId clock : plan_.clocks.ids())
    for (std::size_t lane = 0; lane < state.width; ++lane) {
      intensities_(clock, lane) = state.clocks.intensity(clock, lane);
      residuals_(clock, lane) = state.clocks.residual(clock, lane);
    }
}

/// Gives the state what the network has made of the clocks. Where a rate is a formula, and so has a row, that
/// row is the intensity.
void EventNetwork::put_clocks(BlockState& state) const {
  for (const plan::ClockId clock : plan_.clocks.ids()) {
    for (std::size_t lane = 0; lane < state.width; ++lane) {
      state.clocks.intensity(clock, lane) = intensities_(clock, lane);
      state.clocks.residual(clock, lane) = residuals_(clock, lane);
    }
    const auto rate = plan_.clocks[clock].states[0].rate.row;
    if (rate && plan_.is_derived(*rate))
      std::copy_n(intensities_.row(clock).data(), state.width, state.rows.row(*rate).data());
  }
}

} // namespace casus::simulation
