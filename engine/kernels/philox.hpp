#pragma once

// Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011) with a counter a lane. A 32-bit word stands in the lower
// half of each element; what is in the upper half does not matter.

#include "kernels/kernels.hpp"
#include "kernels/vector.hpp"

#include <Random123/philox.h>

namespace casus::kernels::CASUS_INSTRUCTION_SET {

/// The four words of each lane's counter, or of its draw.
struct Blocks {
  Words words[4];
};

inline constexpr int rounds = 10;

/// The keys of all rounds, where all lanes have one key.
struct RoundKeys {
  Words low[rounds];
  Words high[rounds];

  explicit RoundKeys(Key key) {
    for (int round = 0; round < rounds; ++round) {
      low[round] = all(std::uint64_t{key.low}) + static_cast<std::uint64_t>(round) * PHILOX_W32_0;
      high[round] = all(std::uint64_t{key.high}) + static_cast<std::uint64_t>(round) * PHILOX_W32_1;
    }
  }
};

/// The keys where each lane has its own.
struct LaneKeys {
  Words low;
  Words high;
};

CASUS_INLINE void do_round(Blocks& counters, Words key_low, Words key_high) {
  auto& [c0, c1, c2, c3] = counters.words;
  const Words product0 = product_of_halves(c0, all(std::uint64_t{PHILOX_M4x32_0}));
  const Words product1 = product_of_halves(c2, all(std::uint64_t{PHILOX_M4x32_1}));
  c0 = (product1 >> 32) ^ c1 ^ key_low;
  c1 = product1;
  c2 = (product0 >> 32) ^ c3 ^ key_high;
  c3 = product0;
}

/// The counters of the draws number `index` of some trajectories.
CASUS_INLINE Blocks counters_of(Words trajectories, Words indices) {
  return {{indices, indices >> 32, trajectories, trajectories >> 32}};
}

CASUS_INLINE Blocks philox(Blocks counters, const RoundKeys& keys) {
  for (int round = 0; round < rounds; ++round) do_round(counters, keys.low[round], keys.high[round]);
  return counters;
}

CASUS_INLINE Blocks philox(Blocks counters, LaneKeys keys) {
  for (int round = 0; round < rounds; ++round) {
    do_round(counters, keys.low, keys.high);
    keys.low += std::uint64_t{PHILOX_W32_0};
    keys.high += std::uint64_t{PHILOX_W32_1};
  }
  return counters;
}

/// Puts the lower half of each element of `high` above that of `low`.
CASUS_INLINE Words join(Words low, Words high) { return (low & 0xffffffffU) | (high << 32); }

} // namespace casus::kernels::CASUS_INSTRUCTION_SET
