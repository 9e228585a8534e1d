#pragma once

// The step of the drivers: rows become sums of rows.

#include "kernels/sums.hpp"

namespace casus::kernels::CASUS_INSTRUCTION_SET {

/// Moves some vectors of lanes. Returns zeros where all values are finite, and not a number in lanes where
/// one is not.
template <std::size_t Count>
CASUS_INLINE Doubles move_lanes(const Move& move, std::size_t noise_offset, std::size_t lane) {
  Addition<Count> sums;
  for (std::size_t v = 0; v < Count; ++v)
    sums.of[v] = move.constants == nullptr ? Doubles{} : all(of_cell(move.constants, lane, v));
  add_terms(sums, move.state, lane);
  add_noise(sums, move.noise, noise_offset, lane);
  if (move.lows != nullptr)
    for (std::size_t v = 0; v < Count; ++v)
      sums.of[v] =
          at_most(at_least(sums.of[v], all(of_cell(move.lows, lane, v))), all(of_cell(move.highs, lane, v)));
  Doubles wrong{};
  for (std::size_t v = 0; v < Count; ++v) {
    wrong += sums.of[v] - sums.of[v];
    store(sums.of[v], move.moved + lane + v * lanes_at_once);
  }
  return wrong;
}

inline bool move_rows(const Move* moves, std::size_t count, std::size_t noise_offset, std::size_t lanes) {
  Doubles wrong{};
  for (const Move* move = moves; move != moves + count; ++move)
    for_vectors(lanes, [&](auto vectors, std::size_t lane) CASUS_INLINED {
      wrong += move_lanes<decltype(vectors)::count>(*move, noise_offset, lane);
    });
  return bits_of(wrong != 0.0) == 0;
}

} // namespace casus::kernels::CASUS_INSTRUCTION_SET
