#pragma once

#include "scenario/read/reading.hpp"

namespace casus::scenario {

/// The drivers that follow one another or are correlated, directly or by way of others, are a group, and move
/// by one equation. Its matrices take time and memory that grow with the cube of its size, in every world, so
/// a group has no more drivers than this.
inline constexpr std::size_t largest_group = 200;

/// Tells of groups that are too large.
void check_driver_groups(Reading& reading);

} // namespace casus::scenario
