#pragma once

#include "tally/blocks.hpp"
#include "tally/fan.hpp"

#include <cstdint>

namespace casus::tally {

/// Simulates the run's first trajectories to find where the bins of its fans should lie.
FanScale scale_by_pilot(const plan::Plan& plan, std::uint64_t seed, const Blocks& run);

} // namespace casus::tally
