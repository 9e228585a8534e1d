#pragma once

// These loops count and sum rows for the tallies.

#include "kernels/kernels.hpp"
#include "kernels/vector.hpp"

namespace casus::kernels::CASUS_INSTRUCTION_SET {

inline void count_rungs(const double* row, std::size_t rungs, std::size_t lanes, std::uint32_t* counts) {
  for (std::size_t rung = 0; rung < rungs; ++rung) {
    Longs found{};
    std::size_t lane = 0;
    for (; lane + lanes_at_once <= lanes; lane += lanes_at_once)
      found -= load(row + lane) == static_cast<double>(rung);
    for (std::size_t i = 0; i < lanes_at_once; ++i) counts[rung] += static_cast<std::uint32_t>(found[i]);
    for (; lane < lanes; ++lane) counts[rung] += row[lane] == static_cast<double>(rung);
  }
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

template <bool HasLumps>
CASUS_INLINE void count_numbers(const double* row, const Bins& bins, std::size_t lanes, std::uint16_t* counts,
                                const Lumps& lumps) {
  constexpr std::size_t most = 64;
  std::uint32_t found[most];
  for (std::size_t lane = 0; lane < lanes; lane += most) {
    const std::size_t some = lanes - lane < most ? lanes - lane : most;
    find_bins(row + lane, bins, some, found);
#pragma GCC unroll 8
    for (std::size_t i = 0; i < some; ++i) {
      ++counts[found[i]];
      if constexpr (HasLumps)
        lumps.counts[found[i]] =
            static_cast<std::uint16_t>(lumps.counts[found[i]] + (row[lane + i] == lumps.numbers[found[i]]));
    }
  }
}

inline Sums tally(const double* row, double centre, const Bins& bins, std::size_t lanes,
                  std::uint16_t* counts, const Lumps& lumps) {
  if (lumps.numbers == nullptr)
    count_numbers<false>(row, bins, lanes, counts, lumps);
  else
    count_numbers<true>(row, bins, lanes, counts, lumps);
  return sums_about(row, centre, lanes);
}

} // namespace casus::kernels::CASUS_INSTRUCTION_SET
