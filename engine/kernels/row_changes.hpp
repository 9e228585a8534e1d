#pragma once

// What events do to rows, whichever way they come about.

#include "kernels/fades.hpp"

namespace casus::kernels::CASUS_INSTRUCTION_SET {

/// Tells whether all numbers that it has added to are finite.
CASUS_INLINE bool change_fading(const FadingChange& change, std::size_t lane, double left) {
  const FadePiece& piece = piece_at(*change.fade, left);
  const double x = (left - piece.centre) * piece.per_unit;
  bool is_finite = true;
  for (std::size_t first = 0; first < change.row_count; first += lanes_at_once) {
    alignas(64) double shares[lanes_at_once];
    store(fade_at(piece, change.fade->width, first, x), shares);
    for (std::size_t i = 0; i < lanes_at_once && first + i < change.row_count; ++i) {
      double& number = change.rows[first + i][lane];
      number = __builtin_fma(shares[i], change.amount, number);
      is_finite &= number - number == 0;
    }
  }
  return is_finite;
}

/// The same. `left` is what is left of the step.
CASUS_INLINE bool change_rows(const RowChanges& rows, std::size_t lane, double day, double left) {
  rows.firings[lane] += 1;
  rows.last_days[lane] = day;
  bool is_finite = true;
  for (const Change* change = rows.changes; change != rows.changes + rows.change_count; ++change) {
    const double value = change->row[lane] + change->amount;
    change->row[lane] = value;
    is_finite &= value - value == 0; // neither infinite nor what is not a number
  }
  for (std::size_t f = 0; f < rows.fading_count; ++f) is_finite &= change_fading(rows.fading[f], lane, left);
  return is_finite;
}

CASUS_INLINE void fetch_rows(const RowChanges& rows, std::size_t lane) {
  __builtin_prefetch(rows.firings + lane, 1);
  __builtin_prefetch(rows.last_days + lane, 1);
  for (std::size_t c = 0; c < rows.change_count; ++c) __builtin_prefetch(rows.changes[c].row + lane, 1);
}

} // namespace casus::kernels::CASUS_INSTRUCTION_SET
