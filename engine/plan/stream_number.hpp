#pragma once

#include <cmath>
#include <cstdint>
#include <string_view>

namespace casus::plan {

/// The number of a random stream: a hash of the name of what draws, never of its position.
/// FNV-1a, 64 bits: Fowler, Noll, Vo; draft-eastlake-fnv-17, section 5.
constexpr std::uint64_t stream_of(std::string_view name) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x00000100000001b3ULL;
  return hash;
}

/// The index of what is drawn for a date, whatever other dates there are: its minute.
inline std::uint64_t draw_of_day(double day) {
  return static_cast<std::uint64_t>(std::llround(day * 24 * 60));
}

} // namespace casus::plan
