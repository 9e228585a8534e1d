#pragma once

// What events do to rows, whichever way they come about.

#include "kernels/kernels.hpp"
#include "kernels/vector.hpp"

namespace casus::kernels::CASUS_INSTRUCTION_SET {

/// Tells whether all numbers that it has added to are finite.
CASUS_INLINE bool change_rows(const RowChanges& rows, std::size_t lane, double day) {
  rows.firings[lane] += 1;
  rows.last_days[lane] = day;
  bool is_finite = true;
  for (const Change* change = rows.changes; change != rows.changes + rows.change_count; ++change) {
    const double value = change->row[lane] + change->amount;
    change->row[lane] = value;
    is_finite &= value - value == 0; // neither infinite nor what is not a number
  }
  return is_finite;
}

CASUS_INLINE void fetch_rows(const RowChanges& rows, std::size_t lane) {
  __builtin_prefetch(rows.firings + lane, 1);
  __builtin_prefetch(rows.last_days + lane, 1);
  for (std::size_t c = 0; c < rows.change_count; ++c) __builtin_prefetch(rows.changes[c].row + lane, 1);
}

} // namespace casus::kernels::CASUS_INSTRUCTION_SET
