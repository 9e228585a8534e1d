#pragma once

// Box and Muller 1958 in single precision: a radius from 31 bits of one word and, where it is in the tail, 8
// more of the other, an angle from 24 bits of that. docs/methods.md says what that leaves out.

#include "kernels/kernels.hpp"
#include "kernels/philox.hpp"

#include <cassert>

namespace casus::kernels::CASUS_INSTRUCTION_SET {

/// The natural logarithm of numbers in (0, 1], within 1.5 ulp: Cephes' logf.c (Moshier 1992).
CASUS_INLINE Floats logarithm(Floats x) {
  const Ints bits = (Ints)x;
  const Ints exponents = (bits - 0x3f3504f3) >> 23;
  const Floats f = (Floats)(bits - (exponents << 23)) - 1.0F;
  const Floats k = __builtin_convertvector(exponents, Floats);
  const Floats z = f * f;
  Floats p = fused(f, 7.0376836292E-2F, -1.1514610310E-1F);
  p = fused(p, f, 1.1676998740E-1F);
  p = fused(p, f, -1.2420140846E-1F);
  p = fused(p, f, 1.4249322787E-1F);
  p = fused(p, f, -1.6668057665E-1F);
  p = fused(p, f, 2.0000714765E-1F);
  p = fused(p, f, -2.4999993993E-1F);
  p = fused(p, f, 3.3333331174E-1F);
  const Floats tail = fused(z, -0.5F, fused(k, -2.12194440e-4F, p * f * z));
  return fused(k, 0.693359375F, f + tail);
}

/// A word's share of the unit interval, to about 39 bits near zero and to 24 elsewhere; never zero.
CASUS_INLINE Floats shares(HalfWords words, HalfWords others) {
  const Floats coarse = __builtin_convertvector((Ints)(words >> 1), Floats);
  const Floats fine = __builtin_convertvector((Ints)(others & 0xff), Floats);
  return fused(coarse, 0x1p-31F, fused(fine, 0x1p-39F, 0x1p-40F));
}

struct Directions {
  Floats cosines;
  Floats sines;
};

/// Directions that are uniform on the circle: two bits choose the quarter, 22 the angle within 45 degrees of
/// its axis, for which the polynomials of Cephes' sinf.c serve.
CASUS_INLINE Directions directions(HalfWords words) {
  const Ints places = (Ints)(words >> 8) & 0x3fffff;
  const Floats x = (__builtin_convertvector(places, Floats) - 2097151.5F) * (1.57079632679489662F * 0x1p-22F);
  const Floats z = x * x;
  Floats sine = fused(z, -1.9515295891E-4F, 8.3321608736E-3F);
  sine = fused(sine, z, -1.6666654611E-1F);
  sine = fused(sine * z, x, x);
  Floats cosine = fused(z, 2.443315711809948E-5F, -1.388731625493765E-3F);
  cosine = fused(cosine, z, 4.166664568298827E-2F);
  cosine = fused(cosine * z, z, fused(z, -0.5F, 1.0F));
  const Ints is_odd = (Ints)((words >> 30) & 1) != 0;
  const HalfWords sign_of_cosine = ((words >> 31) ^ ((words >> 30) & 1)) << 31;
  const HalfWords sign_of_sine = (words >> 31) << 31;
  const Floats along = is_odd ? sine : cosine;
  const Floats across = is_odd ? cosine : sine;
  return {(Floats)((HalfWords)along ^ sign_of_cosine), (Floats)((HalfWords)across ^ sign_of_sine)};
}

/// Makes draw number `index` of one lane after the other: a normal into each of four rows.
inline void draw_normals(Key key, std::uint64_t index, std::uint64_t first_trajectory, std::size_t lanes,
                         float* const rows[4]) {
  assert(lanes % lane_multiple == 0);
  const RoundKeys keys(key);
  Words numbers;
  for (std::size_t i = 0; i < lanes_at_once; ++i) numbers[i] = first_trajectory + i;
  for (std::size_t lane = 0; lane < lanes; lane += lanes_at_once) {
    const Blocks draw = philox(counters_of(numbers, all(index)), keys);
    numbers += lanes_at_once;
    const auto radius_words = (HalfWords)join(draw.words[0], draw.words[2]);
    const auto angle_words = (HalfWords)join(draw.words[1], draw.words[3]);
    const Floats radius = square_root(logarithm(shares(radius_words, angle_words)) * -2.0F);
    const Directions direction = directions(angle_words);
    const Floats x = radius * direction.cosines;
    const Floats y = radius * direction.sines;
    store(even_elements(x), rows[0] + lane);
    store(even_elements(y), rows[1] + lane);
    store(odd_elements(x), rows[2] + lane);
    store(odd_elements(y), rows[3] + lane);
  }
}

} // namespace casus::kernels::CASUS_INSTRUCTION_SET
