#pragma once

// This file says what events do to rows, whichever way they come about.

#include "kernels/fades.hpp"

namespace casus::kernels::CASUS_INSTRUCTION_SET {

CASUS_INLINE JoltEnd add_jolt(const JoltWays& ways, double amount, std::size_t lane, double left) {
  const std::size_t count = ways.fade.count;
  const FadePiece& piece = piece_at(ways.fade, left);
  const double x = (left - piece.centre) * piece.per_unit;
  JoltEnd end;
  for (std::size_t first = 0; first < count; first += lanes_at_once) {
    alignas(64) double shares[lanes_at_once];
    store(fade_at(piece, count, first, x), shares);
    for (std::size_t i = 0; i < lanes_at_once && first + i < count; ++i) {
      const JoltWay& way = ways.ways[first + i];
      double& number = way.becoming[lane];
      number = __builtin_fma(shares[i], amount, number);
      end.is_finite &= number - number == 0; // neither infinite nor what is not a number
      double& row = way.mean[lane];
      const double mean = __builtin_fma(way.mean_share, amount, row);
      const double raised = mean < way.low ? way.low : mean;
      row = raised > way.high ? way.high : raised;
      end.is_held |= row != mean;
    }
  }
  return end;
}

inline JoltEnd jolt(const JoltWays& ways, double amount, std::size_t lane, double left) {
  return add_jolt(ways, amount, lane, left);
}

/// Carries out what an event does to rows. Returns whether all numbers to which it has added are finite.
/// `left` is what is left of the step.
CASUS_INLINE bool change_rows(const RowChanges& rows, std::size_t lane, double day, double left) {
  rows.firings[lane] += 1;
  rows.last_days[lane] = day;
  bool is_finite = true;
  for (const Change* change = rows.changes; change != rows.changes + rows.change_count; ++change) {
    const double value = change->row[lane] + change->amount;
    change->row[lane] = value;
    is_finite &= value - value == 0;
  }
  for (std::size_t f = 0; f < rows.fading_count; ++f)
    is_finite &= add_jolt(*rows.fading[f].ways, rows.fading[f].amount, lane, left).is_finite;
  return is_finite;
}

CASUS_INLINE void fetch_rows(const RowChanges& rows, std::size_t lane) {
  __builtin_prefetch(rows.firings + lane, 1);
  __builtin_prefetch(rows.last_days + lane, 1);
  for (std::size_t c = 0; c < rows.change_count; ++c) __builtin_prefetch(rows.changes[c].row + lane, 1);
}

} // namespace casus::kernels::CASUS_INSTRUCTION_SET
