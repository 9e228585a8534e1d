#pragma once

// What tallies ask of a row.

#include "kernels/kernels.hpp"
#include "kernels/vector.hpp"

namespace casus::kernels::CASUS_INSTRUCTION_SET {

inline std::size_t count_equal(const double* row, double value, std::size_t lanes) {
  Longs counts{};
  std::size_t lane = 0;
  for (; lane + lanes_at_once <= lanes; lane += lanes_at_once) counts -= load(row + lane) == value;
  std::size_t count = 0;
  for (std::size_t i = 0; i < lanes_at_once; ++i) count += static_cast<std::size_t>(counts[i]);
  for (; lane < lanes; ++lane) count += row[lane] == value;
  return count;
}

/// Sums are kept in so many parts, whatever the vectors' length, and put together in one order.
inline constexpr std::size_t parts = 16;

CASUS_INLINE double total(const double (&sums)[parts]) {
  double sum = 0;
  for (const double part : sums) sum += part;
  return sum;
}

inline Sums sums_about(const double* row, double centre, std::size_t lanes) {
  constexpr std::size_t vectors = parts / lanes_at_once;
  Doubles numbers[vectors] = {};
  Doubles squares[vectors] = {};
  std::size_t lane = 0;
  for (; lane + parts <= lanes; lane += parts)
    for (std::size_t v = 0; v < vectors; ++v) {
      const Doubles x = load(row + lane + v * lanes_at_once) - centre;
      numbers[v] += x;
      squares[v] += x * x;
    }
  double number_parts[parts];
  double square_parts[parts];
  __builtin_memcpy(number_parts, numbers, sizeof numbers);
  __builtin_memcpy(square_parts, squares, sizeof squares);
  for (std::size_t part = 0; lane < lanes; ++lane, ++part) {
    const double x = row[lane] - centre;
    number_parts[part] += x;
    square_parts[part] += x * x;
  }
  return {total(number_parts), total(square_parts)};
}

CASUS_INLINE FewInts bins_of(Doubles values, const Bins& bins) {
  const Doubles position = (values - bins.low) * bins.per_unit;
  const Doubles last = all(static_cast<double>(bins.count - 1));
  return __builtin_convertvector(at_most(at_least(position, Doubles{}), last), FewInts);
}

inline void find_bins(const double* row, const Bins& bins, std::size_t lanes, std::uint32_t* out) {
  std::size_t lane = 0;
  for (; lane + lanes_at_once <= lanes; lane += lanes_at_once) {
    const FewInts found = bins_of(load(row + lane), bins);
    __builtin_memcpy(out + lane, &found, sizeof found);
  }
  Doubles rest{};
  __builtin_memcpy(&rest, row + lane, (lanes - lane) * sizeof *row);
  const FewInts found = bins_of(rest, bins);
  __builtin_memcpy(out + lane, &found, (lanes - lane) * sizeof *out);
}

} // namespace casus::kernels::CASUS_INSTRUCTION_SET
