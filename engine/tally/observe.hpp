#pragma once

#include "tally/blocks.hpp"

#include <functional>
#include <memory>

namespace casus::tally {

/// Simulates all blocks on `threads` under observers that keep what they see in places of their trajectories'
/// own: each thread makes itself one, and nothing is merged. `taken` hears of the blocks in order, one at a
/// time.
void observe(const plan::Plan& plan, const Blocks& blocks, const RunOptions& options,
             const std::function<std::unique_ptr<simulation::Observer>()>& new_observer,
             const std::function<void(const simulation::BlockSpec&)>& taken);

} // namespace casus::tally
