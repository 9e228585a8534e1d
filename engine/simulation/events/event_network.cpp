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

void EventNetwork::enter_worlds(BlockState& state, const FiringTables& tables) {
  if (!applies_) return;
  intensities_.resize(state.draws.rows(), state.draws.cols());
  residuals_.resize(state.draws.rows(), state.draws.cols());
  in_worlds_.clear();
  for (std::size_t w = 0; w < state.worlds.size(); ++w) in_worlds_.push_back(in_world(state, w, tables[w]));
}

EventNetwork::InWorld EventNetwork::in_world(BlockState& state, std::size_t world, const FiringTable& table) {
  InWorld result;
  for (const plan::ClockId clock : plan_.clocks.ids()) {
    const auto factors = this->factors(state, state.worlds[world], plan_.clocks[clock].states[0].rate);
    result.factors.insert(result.factors.end(), factors.begin(), factors.end());
    result.reactions.push_back(reaction(state, table, clock));
    result.reactions.back().factor_count = factors.size();
  }
  const kernels::Factor* factors = result.factors.data(); // which only now stand still
  for (kernels::Reaction& reaction : result.reactions)
    reaction.factors = std::exchange(factors, factors + reaction.factor_count);
  return result;
}

/// But for its factors.
kernels::Reaction EventNetwork::reaction(BlockState& state, const FiringTable& table, plan::ClockId id) {
  return {.rows = table.firing(id).rows,
          .key = key_of(seed_, plan_.clocks[id].stream),
          .draws = state.draws.row(id).data(),
          .intensities = intensities_.row(id).data(),
          .residuals = residuals_.row(id).data()};
}

std::vector<kernels::Factor> EventNetwork::factors(const BlockState& state, const World& world,
                                                   const plan::RatePlan& rate) const {
  if (!rate.row) return {{nullptr, world.number(*rate.number)}};
  if (!plan_.is_derived(*rate.row)) return {{state.rows.row(*rate.row).data(), 0}};
  std::vector<kernels::Factor> factors;
  for (const Instruction& factor : program_of(plan_, *rate.row).factors()) {
    if (factor.operation == Operation::constant)
      factors.push_back({nullptr, factor.value});
    else if (factor.operation == Operation::parameter)
      factors.push_back({nullptr, world.number(plan::NumberId(factor.operand))});
    else
      factors.push_back({state.rows.row(Row(factor.operand)).data(), 0});
  }
  return factors;
}

kernels::NetworkRun EventNetwork::run_step(BlockState& state, std::uint64_t most_events) {
  take_clocks(state);
  kernels::NetworkRun run;
  for (std::size_t w = 0; w < in_worlds_.size() && run.is_right; ++w) {
    const std::size_t first = BlockWorlds::lane_in(w);
    const std::size_t end = in_worlds_.size() == 1 ? state.spec.lanes : state.spec.end_of_cell(first);
    const std::uint64_t events = run.events;
    run = kernels_.run_network({.reactions = in_worlds_[w].reactions.data(),
                                .count = in_worlds_[w].reactions.size(),
                                .first_trajectory = state.first_stream,
                                .first_lane = first,
                                .lanes_in_use = end,
                                .begin = state.step.begin,
                                .end = state.step.end,
                                .highest_intensity = HazardEvaluator::highest_intensity,
                                .most_events = most_events});
    run.events += events;
  }
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
