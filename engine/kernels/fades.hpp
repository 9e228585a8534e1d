#pragma once

// Functions of time as sums of powers, by Horner's rule.

#include "kernels/kernels.hpp"
#include "kernels/vector.hpp"

#include <cassert>

namespace casus::kernels::CASUS_INSTRUCTION_SET {

CASUS_INLINE const FadePiece& piece_at(const Fade& fade, double time) {
  if (fade.other_count == 0 || !(time > fade.first.end)) return fade.first;
  const FadePiece* piece = fade.others;
  while (piece + 1 != fade.others + fade.other_count && time > piece->end) ++piece;
  return *piece;
}

/// The functions from number `first` on; beyond the last of them a vector holds anything.
CASUS_INLINE Doubles fade_at(const FadePiece& piece, std::size_t count, std::size_t first, double x) {
  const double* coefficients = piece.coefficients + first;
  Doubles sum{};
  for (std::size_t term = 0; term < piece.terms; ++term, coefficients += count)
    sum = fused(sum, x, load(coefficients));
  return sum;
}

inline void fade(const Fade& fade, double time, double* out) {
  const FadePiece& piece = piece_at(fade, time);
  const double x = (time - piece.centre) * piece.per_unit;
  for (std::size_t first = 0; first < fade.count; first += lanes_at_once)
    store(fade_at(piece, fade.count, first, x), out + first);
}

inline double fade_one(const Fade& fade, std::size_t function, double time) {
  assert(function < fade.count);
  const FadePiece& piece = piece_at(fade, time);
  const double x = (time - piece.centre) * piece.per_unit;
  return fade_at(piece, fade.count, function, x)[0];
}

} // namespace casus::kernels::CASUS_INSTRUCTION_SET
