#pragma once

#include "simulation/block_state.hpp"

namespace casus::simulation {

/// Whether limit, cooldown and gate let a scheduled or threshold trigger fire.
bool may_fire(const plan::Plan& plan, const BlockState& state, std::size_t lane, double day,
              TriggerId trigger);

} // namespace casus::simulation
