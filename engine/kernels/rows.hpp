#pragma once

// Sums over rows, and what is done to a row of intensities.

#include "kernels/elementary.hpp"
#include "kernels/kernels.hpp"

namespace casus::kernels::CASUS_INSTRUCTION_SET {

/// Several vectors at a time, so that the additions of one need not wait for those of another.
inline constexpr std::size_t vectors_at_once = 4;

template <std::size_t Vectors>
struct Addition {
  Doubles of[Vectors];
};

template <std::size_t Vectors>
CASUS_INLINE void add_terms(Addition<Vectors>& sums, Terms terms, std::size_t lane) {
  for (const Term* term = terms.first; term != terms.first + terms.count; ++term)
    for (std::size_t v = 0; v < Vectors; ++v)
      sums.of[v] += term->weight * load(term->row + lane + v * lanes_at_once);
}

template <std::size_t Vectors>
CASUS_INLINE void store_intensities(Terms terms, double rate, std::size_t lane, double* out) {
  Addition<Vectors> sums{};
  add_terms(sums, terms, lane);
  for (std::size_t v = 0; v < Vectors; ++v)
    store(rate * exponential(sums.of[v]), out + lane + v * lanes_at_once);
}

inline void intensity(Terms terms, double rate, std::size_t lanes, double* out) {
  if (terms.count == 0) {
    for (std::size_t lane = 0; lane < lanes; lane += lanes_at_once) store(all(rate), out + lane);
    return;
  }
  constexpr std::size_t many = vectors_at_once * lanes_at_once;
  std::size_t lane = 0;
  for (; lane + many <= lanes; lane += many) store_intensities<vectors_at_once>(terms, rate, lane, out);
  for (; lane < lanes; lane += lanes_at_once) store_intensities<1>(terms, rate, lane, out);
}

template <std::size_t Vectors>
CASUS_INLINE Longs store_move(const Move& move, std::size_t lane, double* out) {
  Addition<Vectors> sums;
  for (std::size_t v = 0; v < Vectors; ++v) sums.of[v] = all(move.constant);
  add_terms(sums, move.state, lane);
  add_terms(sums, move.noise, lane + move.noise_offset);
  Longs wrong{};
  for (std::size_t v = 0; v < Vectors; ++v) {
    const Doubles value = at_most(at_least(sums.of[v], all(move.low)), all(move.high));
    wrong |= (value - value) != 0.0; // infinities and what is not a number
    store(value, out + lane + v * lanes_at_once);
  }
  return wrong;
}

inline bool move_row(const Move& move, std::size_t lanes, double* out) {
  constexpr std::size_t many = vectors_at_once * lanes_at_once;
  Longs wrong{};
  std::size_t lane = 0;
  for (; lane + many <= lanes; lane += many) wrong |= store_move<vectors_at_once>(move, lane, out);
  for (; lane < lanes; lane += lanes_at_once) wrong |= store_move<1>(move, lane, out);
  return bits_of(wrong) == 0;
}

inline void exponentiate(std::size_t count, double* values) {
  for (std::size_t i = 0; i < count; i += lanes_at_once) store(exponential(load(values + i)), values + i);
}

inline void multiply(const double* factors, std::size_t lanes, double* values) {
  for (std::size_t lane = 0; lane < lanes; lane += lanes_at_once)
    store(load(values + lane) * load(factors + lane), values + lane);
}

inline void close(const double* gates, std::size_t lanes, double* values) {
  for (std::size_t lane = 0; lane < lanes; lane += lanes_at_once)
    store(load(gates + lane) != 0.0 ? load(values + lane) : Doubles{}, values + lane);
}

inline void stop_above(const double* rows, double limit, std::size_t lanes, double* values) {
  for (std::size_t lane = 0; lane < lanes; lane += lanes_at_once)
    store(load(rows + lane) > limit ? Doubles{} : load(values + lane), values + lane);
}

inline bool run_down(const double* intensities, double length, double highest, std::size_t lanes,
                     double* residuals, std::uint64_t* run_out) {
  Longs right = Longs{} == 0;
  for (std::size_t begin = 0; begin < lanes; begin += 64) {
    std::uint64_t bits = 0;
    const std::size_t end = begin + 64 < lanes ? begin + 64 : lanes;
    for (std::size_t lane = begin; lane < end; lane += lanes_at_once) {
      const Doubles value = load(intensities + lane);
      right &= (value >= 0.0) & (value <= highest);
      const Doubles left = load(residuals + lane) - value * length;
      store(left, residuals + lane);
      bits |= bits_of(left < 0.0) << (lane - begin);
    }
    *run_out++ = bits;
  }
  return bits_of(~right) == 0;
}

} // namespace casus::kernels::CASUS_INSTRUCTION_SET
