#pragma once

#include "kernels/elementary.hpp"
#include "kernels/kernels.hpp"
#include "kernels/philox.hpp"

namespace casus::kernels::CASUS_INSTRUCTION_SET {

/// Turns 64 bits of a draw into a number in (0, 1): the midpoints of 2^52 equal intervals.
CASUS_INLINE Doubles unit_interval(Words word) {
  const Words bits = word >> 12;
  // The bits as the mantissa of a number in [1, 2), which is then shifted by one, less half an interval.
  return (Doubles)(bits | 0x3ff0000000000000U) - 0x1.fffffffffffffp-1;
}

CASUS_INLINE Doubles threshold_of(Blocks counters, LaneKeys keys) {
  const Blocks draw = philox(counters, keys);
  return -logarithm(unit_interval(join(draw.words[0], draw.words[1])));
}

inline void draw_exponentials(const Draws& draws, std::size_t count, double* out) {
  for (std::size_t i = 0; i < count; i += lanes_at_once) {
    const Blocks counters = counters_of(load(draws.trajectory + i), load(draws.index + i));
    store(threshold_of(counters, LaneKeys{load(draws.key_low + i), load(draws.key_high + i)}), out + i);
  }
}

} // namespace casus::kernels::CASUS_INSTRUCTION_SET
