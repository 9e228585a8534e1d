#pragma once

// Jolts of drivers change intensities whose exponents are sums: first the exponents are added up, tile by
// tile, then the touched tiles are multiplied, each once.

#include "kernels/elementary.hpp"
#include "kernels/kernels.hpp"
#include "kernels/tiles.hpp"

#include <cassert>

namespace casus::kernels::CASUS_INSTRUCTION_SET {

/// Adds up the exponents and returns how many tiles are touched.
CASUS_INLINE std::size_t add_exponents(const Jolts& jolts) {
  std::size_t touched = 0;
  for (const ExponentJolt* jolt = jolts.first; jolt != jolts.first + jolts.count; ++jolt)
    for (std::size_t i = 0; i < jolt->weights->count; ++i) {
      const std::uint32_t tile = jolt->weights->tiles[i];
      jolts.touched[touched] = tile;
      touched += jolts.is_touched[tile] == 0 ? 1 : 0;
      jolts.is_touched[tile] = 1;
      double* const exponents = jolts.exponents[tile].of;
      for (std::size_t at = 0; at < tile_clocks; at += lanes_at_once)
        store(fused(load(jolt->weights->weights[i].of + at), jolt->amount, load(exponents + at)),
              exponents + at);
    }
  return touched;
}

inline bool multiply(const Jolts& jolts) {
  assert(is_aligned(jolts.tiles));
  RangeCheck range(jolts.highest_intensity);
  const std::size_t touched = add_exponents(jolts);
  for (std::size_t i = 0; i < touched; ++i) {
    const std::uint32_t place = jolts.touched[i];
    Tile& tile = jolts.tiles[place * jolts.stride];
    double* const exponents = jolts.exponents[place].of;
    std::uint64_t out = 0;
    for (std::size_t at = 0; at < tile_clocks; at += lanes_at_once) {
      out |= multiply_in(tile, at, power_of_two(load(exponents + at)), load(tile.residuals + at), jolts.left,
                         range);
      store(Doubles{}, exponents + at);
    }
    jolts.run_out[place] = static_cast<TileBits>(out);
    jolts.is_touched[place] = 0;
  }
  return range.is_passed();
}

} // namespace casus::kernels::CASUS_INSTRUCTION_SET
