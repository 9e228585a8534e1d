#pragma once

// This file says what an event does to the clocks of a tile, a vector of them at a time.

#include "kernels/kernels.hpp"
#include "kernels/vector.hpp"

namespace casus::kernels::CASUS_INSTRUCTION_SET {

CASUS_INLINE bool is_aligned(const Tile* tiles) {
  return reinterpret_cast<std::uintptr_t>(tiles) % alignof(Tile) == 0;
}

/// Multiplies the intensities from place `at` on by the factors and moves the residuals by the change times
/// what is left of the step. Returns a bit for each clock that runs out, at its place.
CASUS_INLINE std::uint64_t multiply_in(Tile& tile, std::size_t at, Doubles factors, Doubles residuals,
                                       double left, RangeCheck& range) {
  const Doubles before = load(tile.intensities + at);
  const Doubles value = before * factors;
  const Doubles residual = fused(before - value, left, residuals);
  store(value, tile.intensities + at);
  store(residual, tile.residuals + at);
  range.see(value);
  return bits_of_below_and_above(residual, value) << at;
}

} // namespace casus::kernels::CASUS_INSTRUCTION_SET
