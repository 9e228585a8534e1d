#pragma once

#include <cstdint>

namespace casus::analysis {

/// Fewer cases than this (hits, misses, trajectories that differ) say too little of a share or a difference,
/// and are told by their number.
inline constexpr std::uint64_t fewest_cases = 10;

} // namespace casus::analysis
