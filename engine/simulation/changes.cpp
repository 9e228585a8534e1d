#include "simulation/changes.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>
#include <utility>

namespace casus::simulation {
namespace {

/// Moves of ladders within moves of ladders; a legitimate chain passes a few rungs.
constexpr int most_nested_moves = 200;

bool is_of_driver(ChangeKind kind) {
  return kind == ChangeKind::add || kind == ChangeKind::set || kind == ChangeKind::scale;
}

double result_of(ChangeKind kind, double value, double amount) {
  if (kind == ChangeKind::add) return value + amount;
  return kind == ChangeKind::scale ? value * amount : amount;
}

} // namespace

void ChangeMaker::apply(BlockState& state, std::size_t lane, Moment moment,
                        std::span<const plan::EffectPlan> effects, std::span<const double> marks) {
  for (const plan::EffectPlan& effect : effects) {
    paths_.bring_up(state, effect.drivers);
    const formula::Inputs inputs = state.inputs(moment.day, marks);
    if (effect.condition && effect.condition->in_lane(inputs, lane) == 0) continue;
    for (const plan::ChangePlan& planned : effect.changes)
      change(state, lane, moment, planned, planned.amount.in_lane(inputs, lane));
  }
}

void ChangeMaker::change(BlockState& state, std::size_t lane, Moment moment, const plan::ChangePlan& change,
                         double amount) {
  if (is_of_driver(change.kind)) {
    change_driver(state, lane, moment, change, amount);
    return;
  }
  const std::string& name = plan_.ladders[static_cast<std::size_t>(change.target)].name;
  if (!std::isfinite(amount))
    fail(plan_, state, lane, moment.day,
         fmt::format("{} moves ladder '{}' by an amount that is not a finite number", *event_, name));
  const double rung = state.at(change.row, lane);
  const double steps = std::round(amount);
  if (change.kind == ChangeKind::raise) move_ladder(state, lane, moment, change.target, rung + steps);
  if (change.kind == ChangeKind::lower) move_ladder(state, lane, moment, change.target, rung - steps);
  if (change.kind == ChangeKind::move) move_ladder(state, lane, moment, change.target, steps);
}

void ChangeMaker::change_driver(BlockState& state, std::size_t lane, Moment moment,
                                const plan::ChangePlan& change, double amount) {
  if (plan_.reads_value(change)) paths_.bring_up(state, {&change.target, 1});
  double& value = state.at(change.row, lane);
  const double result = result_of(change.kind, value, amount);
  check(state, lane, moment, change.target, result);
  const double before = std::exchange(value, clamped(state, change.target, result));
  const bool is_plain = change.kind == ChangeKind::add && value == result;
  const double by = is_plain ? amount : value - before;
  paths_.change(moment, change.target, by, noise_change(state, change, amount), touched_);
}

/// What is set, or scaled, is the driver with the noise that it has.
double ChangeMaker::noise_change(const BlockState& state, const plan::ChangePlan& change,
                                 double amount) const {
  if (change.kind == ChangeKind::add) return 0;
  return (change.kind == ChangeKind::set ? -1 : amount - 1) * paths_.noise(state, change.target);
}

void ChangeMaker::check(const BlockState& state, std::size_t lane, Moment moment,
                        std::span<const plan::EffectPlan> effects) const {
  for (const plan::EffectPlan& effect : effects)
    for (const plan::ChangePlan& change : effect.changes)
      if (change.row < plan_.layout.first_ladder)
        check(state, lane, moment, change.target,
              state.at(change.row, lane) + state.becoming(change.target, static_cast<Eigen::Index>(lane)));
}

void ChangeMaker::check(const BlockState& state, std::size_t lane, Moment moment, int driver,
                        double result) const {
  if (std::isfinite(result)) return;
  fail(plan_, state, lane, moment.day,
       fmt::format("{} makes driver '{}' {} (it must stay finite)", *event_,
                   plan_.scenario->drivers[static_cast<std::size_t>(driver)].name,
                   std::isnan(result) ? "not a number" : "infinite"));
}

double ChangeMaker::clamped(const BlockState& state, int driver, double value) const {
  const plan::BoundsPlan& bounds = plan_.drivers[static_cast<std::size_t>(driver)].bounds;
  if (bounds.lower != plan::none) value = std::max(value, state.world->number(bounds.lower));
  if (bounds.upper != plan::none) value = std::min(value, state.world->number(bounds.upper));
  return value;
}

void ChangeMaker::move_ladder(BlockState& state, std::size_t lane, Moment moment, int ladder, double rung) {
  const plan::LadderPlan& plan = plan_.ladders[static_cast<std::size_t>(ladder)];
  const double from = state.at(plan.row, lane);
  const double to = std::clamp(rung, 0.0, static_cast<double>(plan.rungs - 1));
  if (to == from) return;
  if (++nested_moves_ > most_nested_moves)
    fail(plan_, state, lane, moment.day,
         fmt::format("{} sets on_enter and on_leave of ladder '{}' off, which move ladders without end",
                     *event_, plan.name));
  apply(state, lane, moment, plan.on_leave[static_cast<std::size_t>(from)], {});
  state.at(plan.row, lane) = to;
  touched_.add_row(plan.row);
  apply(state, lane, moment, plan.on_enter[static_cast<std::size_t>(to)], {});
  --nested_moves_;
}

} // namespace casus::simulation
