#pragma once

#include "simulation/block_state.hpp"

namespace casus::simulation {

/// Two independent standard normals for each lane, from draw `index` of the stream: Box and Muller 1958.
/// `first` and `second` hold `state.width` doubles.
void draw_normal_pairs(const BlockState& state, StreamKey key, std::uint64_t index, double* first,
                       double* second);

} // namespace casus::simulation
