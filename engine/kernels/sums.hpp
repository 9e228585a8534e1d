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

template <std::size_t Vectors>
CASUS_INLINE void add_terms(Addition<Vectors>& sums, Terms terms, std::size_t lane) {
  for (const Term* term = terms.first; term != terms.first + terms.count; ++term)
    for (std::size_t v = 0; v < Vectors; ++v)
      sums.of[v] = fused(load(term->row + lane + v * lanes_at_once), term->weight, sums.of[v]);
}

/// The same for rows of normals: a vector of floats holds the lanes of two vectors of doubles.
template <std::size_t Vectors>
CASUS_INLINE void add_noise(Addition<Vectors>& sums, NoiseTerms terms, std::size_t lane) {
  static_assert(Vectors % 2 == 0);
  Floats noise[Vectors / 2] = {};
  for (const NoiseTerm* term = terms.first; term != terms.first + terms.count; ++term)
    for (std::size_t v = 0; v < Vectors / 2; ++v)
      noise[v] = fused(load(term->row + lane + v * 2 * lanes_at_once), term->weight, noise[v]);
  FewFloats halves[Vectors];
  __builtin_memcpy(halves, noise, sizeof noise);
  for (std::size_t v = 0; v < Vectors; ++v) sums.of[v] += __builtin_convertvector(halves[v], Doubles);
}

CASUS_INLINE void add_noise(Addition<1>& sums, NoiseTerms terms, std::size_t lane) {
  FewFloats noise{};
  for (const NoiseTerm* term = terms.first; term != terms.first + terms.count; ++term)
    noise = fused(load_few(term->row + lane), term->weight - FewFloats{}, noise);
  sums.of[0] += __builtin_convertvector(noise, Doubles);
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
