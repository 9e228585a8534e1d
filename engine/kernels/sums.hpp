#pragma once

// Sums over rows, several vectors of lanes at a time, so that the additions of one need not wait for those of
// another.

#include "kernels/kernels.hpp"
#include "kernels/vector.hpp"

#include <cassert>

namespace casus::kernels::CASUS_INSTRUCTION_SET {

inline constexpr std::size_t vectors_at_once = 4;

template <std::size_t Vectors>
struct Addition {
  Doubles of[Vectors];
};

/// The number of the cell of vector `v` of some that begin with a lane; with a cell, where there are several.
template <typename Number>
CASUS_INLINE Number of_cell(const Number* numbers, std::size_t lane, std::size_t v) {
  return numbers[lane / lane_multiple + v * lanes_at_once / lane_multiple];
}

template <std::size_t Vectors>
CASUS_INLINE void add_terms(Addition<Vectors>& sums, Terms terms, std::size_t lane) {
  for (const Term* term = terms.first; term != terms.first + terms.count; ++term)
    for (std::size_t v = 0; v < Vectors; ++v)
      sums.of[v] =
          fused(load(term->row + lane + v * lanes_at_once), of_cell(term->weights, lane, v), sums.of[v]);
}

/// Adds rows of normals, of which `noise_offset` is the first lane's place.
template <std::size_t Vectors>
CASUS_INLINE void add_noise(Addition<Vectors>& sums, NoiseTerms terms, std::size_t noise_offset,
                            std::size_t lane) {
  FewFloats noise[Vectors] = {};
  for (const NoiseTerm* term = terms.first; term != terms.first + terms.count; ++term)
    for (std::size_t v = 0; v < Vectors; ++v) {
      const std::size_t at = lane + v * lanes_at_once;
      noise[v] =
          fused(load_few(term->row + noise_offset + at), few(of_cell(term->weights, lane, v)), noise[v]);
    }
  for (std::size_t v = 0; v < Vectors; ++v) sums.of[v] += __builtin_convertvector(noise[v], Doubles);
}

/// A number of vectors of lanes, as a type that generic lambdas can take.
template <std::size_t Count>
struct Vectors {
  static constexpr std::size_t count = Count;
};

/// Calls the function for one group of lanes after the other, first for several vectors at once, then for
/// one.
template <typename Function>
CASUS_INLINE void for_vectors(std::size_t lanes, const Function& function) {
  assert(lanes % lane_multiple == 0);
  std::size_t lane = 0;
  for (; lane + vectors_at_once * lanes_at_once <= lanes; lane += vectors_at_once * lanes_at_once)
    function(Vectors<vectors_at_once>{}, lane);
  for (; lane < lanes; lane += lanes_at_once) function(Vectors<1>{}, lane);
}

} // namespace casus::kernels::CASUS_INSTRUCTION_SET
