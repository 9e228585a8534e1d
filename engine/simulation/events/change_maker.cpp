#include "simulation/events/change_maker.hpp"

#include "scenario/verbs.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>

namespace casus::simulation {
namespace {

/// Moves of ladders may set off moves of ladders so many times; a legitimate chain passes a few rungs.
constexpr int most_nested_moves = 200;

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
  const scenario::Verb& verb = scenario::verb_of(change.kind);
  if (verb.acts_on == scenario::ActsOn::drivers) {
    change_driver(state, lane, moment, change, amount);
    return;
  }
  const std::string& name = plan_.ladders[change.ladder()].name;
  if (!std::isfinite(amount))
    fail(plan_, state, lane, moment.day,
         fmt::format("{} moves ladder '{}' by an amount that is not a finite number", *event_, name));
  const double rung = verb.result(state.at(change.row, lane), std::round(amount));
  move_ladder(state, lane, moment, change.ladder(), rung);
}

void ChangeMaker::change_driver(BlockState& state, std::size_t lane, Moment moment,
                                const plan::ChangePlan& change, double amount) {
  const DriverId driver = change.driver();
  if (plan_.reads_value(change)) paths_.bring_up(state, {&driver, 1});
  const scenario::Verb& verb = scenario::verb_of(change.kind);
  double& value = state.at(change.row, lane);
  const double before = value, result = verb.result(before, amount);
  check(state, lane, moment, driver, result);
  value = clamped(state, lane, driver, result);
  const double by = verb.adds && value == result ? amount : value - before;
  // What is changed is the driver with the noise that it has.
  const double noise = verb.adds ? 0 : (verb.slope(before, amount) - 1) * paths_.noise(state, driver);
  paths_.change(moment, driver, by, noise, touched_);
}

void ChangeMaker::check(const BlockState& state, std::size_t lane, Moment moment,
                        std::span<const plan::EffectPlan> effects) const {
  for (const plan::EffectPlan& effect : effects)
    for (const plan::ChangePlan& change : effect.changes)
      if (plan_.layout.is_driver(change.row))
        check(state, lane, moment, change.driver(),
              state.at(change.row, lane) + state.becoming(change.driver(), lane));
}

void ChangeMaker::check(const BlockState& state, std::size_t lane, Moment moment, DriverId driver,
                        double result) const {
  if (std::isfinite(result)) return;
  fail(plan_, state, lane, moment.day,
       fmt::format("{} makes driver '{}' {} (it must stay finite)", *event_,
                   plan_.scenario->drivers[driver.number()].name,
                   std::isnan(result) ? "not a number" : "infinite"));
}

double ChangeMaker::clamped(const BlockState& state, std::size_t lane, DriverId driver, double value) const {
  const plan::BoundsPlan& bounds = plan_.drivers[driver].bounds;
  if (bounds.lower) value = std::max(value, state.world(lane).number(*bounds.lower));
  if (bounds.upper) value = std::min(value, state.world(lane).number(*bounds.upper));
  return value;
}

void ChangeMaker::move_ladder(BlockState& state, std::size_t lane, Moment moment, LadderId ladder,
                              double rung) {
  const plan::LadderPlan& plan = plan_.ladders[ladder];
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
