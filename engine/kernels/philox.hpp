#pragma once

// Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011) with a counter a lane. A 32-bit word stands in the lower
// half of each element; what is in the upper half does not matter until the end.

#include "kernels/vector.hpp"

#include <Random123/philox.h>

namespace casus::kernels::CASUS_INSTRUCTION_SET {

/// The four words of each lane's counter, or of its draw.
struct Blocks {
  Words words[4];
};

CASUS_INLINE Blocks philox(Blocks counters, Words key_low, Words key_high) {
  Words c0 = counters.words[0], c1 = counters.words[1], c2 = counters.words[2], c3 = counters.words[3];
  for (int round = 0; round < 10; ++round) {
    const Words product0 = product_of_halves(c0, all(std::uint64_t{PHILOX_M4x32_0}));
    const Words product1 = product_of_halves(c2, all(std::uint64_t{PHILOX_M4x32_1}));
    c0 = (product1 >> 32) ^ c1 ^ key_low;
    c1 = product1;
    c2 = (product0 >> 32) ^ c3 ^ key_high;
    c3 = product0;
    key_low += std::uint64_t{PHILOX_W32_0};
    key_high += std::uint64_t{PHILOX_W32_1};
  }
  constexpr std::uint64_t lower = 0xffffffff;
  return {{c0 & lower, c1 & lower, c2 & lower, c3 & lower}};
}

/// The draws number `index` of some trajectories.
CASUS_INLINE Blocks philox(Words key_low, Words key_high, Words trajectories, Words indices) {
  return philox(Blocks{{indices, indices >> 32, trajectories, trajectories >> 32}}, key_low, key_high);
}

} // namespace casus::kernels::CASUS_INSTRUCTION_SET
