#include "simulation/events/permission.hpp"

namespace casus::simulation {

bool may_fire(const plan::Plan& plan, const BlockState& state, std::size_t lane, double day, TriggerId id) {
  const plan::TriggerPlan& trigger = plan.triggers[id];
  if (state.at(trigger.count_row, lane) >= trigger.limit) return false;
  if (trigger.cooldown && state.at(trigger.last_row, lane) >
                              day - state.world(lane).number(*trigger.cooldown) + formula::same_moment)
    return false;
  return !trigger.gate || trigger.gate->in_lane(state.inputs(day), lane) != 0;
}

} // namespace casus::simulation
