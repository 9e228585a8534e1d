#pragma once

#include "kernels/kernels.hpp"

#include <Random123/philox.h>

#include <array>
#include <cstdint>

namespace casus::simulation {

/// A draw is a pure function of (seed, stream, trajectory, index): Philox4x32-10 (Salmon, Moraes, Dror, Shaw
/// 2011), keyed by seed and stream, counting trajectories and indices.
using StreamKey = kernels::Key;

using Bits = std::array<std::uint64_t, 2>;

inline Bits philox(StreamKey key, std::uint64_t trajectory, std::uint64_t index) {
  const r123::Philox4x32::ctr_type counter{
      {static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(index >> 32),
       static_cast<std::uint32_t>(trajectory), static_cast<std::uint32_t>(trajectory >> 32)}};
  const auto out = r123::Philox4x32{}(counter, {{key.low, key.high}});
  return {out[0] | static_cast<std::uint64_t>(out[1]) << 32, out[2] | static_cast<std::uint64_t>(out[3])
                                                                          << 32};
}

/// The key is itself a draw, of a generator keyed by the seed and counting streams, so that no two (seed,
/// stream) are near each other.
inline StreamKey key_of(std::uint64_t seed, std::uint64_t stream) {
  const StreamKey seed_key{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)};
  const std::uint64_t key = philox(seed_key, stream, 0)[0];
  return {static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key >> 32)};
}

/// Turns bits into a number in (0, 1), never an end: the midpoints of 2^52 equal intervals.
inline double unit_interval(std::uint64_t bits) { return (static_cast<double>(bits >> 12) + 0.5) * 0x1p-52; }

inline double uniform(StreamKey key, std::uint64_t trajectory, std::uint64_t index) {
  return unit_interval(philox(key, trajectory, index)[0]);
}

} // namespace casus::simulation
