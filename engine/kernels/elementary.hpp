#pragma once

// Powers of two and logarithms. Multiplications and additions are never contracted, so that every instruction
// set gives the same bits.

#include "kernels/vector.hpp"

namespace casus::kernels::CASUS_INSTRUCTION_SET {

/// Adding this number and subtracting it again rounds to the nearest integer, which then stands in the lowest
/// bits.
inline constexpr double rounder = 0x1.8p52;
/// This one rounds to the nearest sixteenth.
inline constexpr double sixteenth_rounder = 0x1.8p48;

/// 2^(i / 16), rounded to the nearest.
// clang-format off
alignas(64) inline constexpr double powers_by_sixteenths[16] = {
    0x1p+0, 0x1.0b5586cf9890fp+0, 0x1.172b83c7d517bp+0, 0x1.2387a6e756238p+0,
    0x1.306fe0a31b715p+0, 0x1.3dea64c123422p+0, 0x1.4bfdad5362a27p+0, 0x1.5ab07dd485429p+0,
    0x1.6a09e667f3bcdp+0, 0x1.7a11473eb0187p+0, 0x1.8ace5422aa0dbp+0, 0x1.9c49182a3f09p+0,
    0x1.ae89f995ad3adp+0, 0x1.c199bdd85529cp+0, 0x1.d5818dcfba487p+0, 0x1.ea4afa2a490dap+0};
// clang-format on

/// 2^x within 1e-15 of the value, relatively; beyond [-1021, 1023.5] the value there. A power of two by
/// sixteenths from a table (Tang 1989, "Table-driven implementation of the exponential function"), the rest,
/// |r| <= 1/32, by the exponential's Taylor polynomial in r ln 2.
CASUS_INLINE Doubles power_of_two(Doubles x) {
  x = at_most(at_least(x, all(-1021.0)), all(1023.5));
  const Doubles shifted = x + sixteenth_rounder;
  const Doubles sixteenths = shifted - sixteenth_rounder;
  const Doubles r = x - sixteenths;
  Doubles p = fused(r, 0x1.430912f86c787p-13, 0x1.5d87fe78a6731p-10); // ln^6 2 / 720, ln^5 2 / 120, ...
  p = fused(p, r, 0x1.3b2ab6fba4e77p-7);
  p = fused(p, r, 0x1.c6b08d704a0c0p-5);
  p = fused(p, r, 0x1.ebfbdff82c58fp-3);
  p = fused(p, r, 0x1.62e42fefa39efp-1);
  const Doubles power = look_up(powers_by_sixteenths, (Longs)shifted);
  return scale(fused(power * r, p, power), sixteenths, (Longs)shifted >> 4);
}

/// The natural logarithm of positive, normal numbers, within an ulp: FreeBSD's e_log.c (Sun Microsystems
/// 1993), with the mantissa in [sqrt(1/2), sqrt(2)).
CASUS_INLINE Doubles logarithm(Doubles x) {
  const Longs bits = (Longs)x;
  const Longs exponents = (bits - 0x3fe6a09e667f3bcdL) >> 52;
  const Doubles f = (Doubles)(bits - (exponents << 52)) - 1.0;
  const Doubles k = (Doubles)(exponents + (std::int64_t)0x4338000000000000L) - rounder;
  const Doubles s = f / (2.0 + f);
  const Doubles z = s * s;
  const Doubles w = z * z;
  const Doubles odd =
      w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
  const Doubles even =
      z * (6.666666666666735130e-01 +
           w * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
  const Doubles half_square = 0.5 * f * f;
  return k * 6.93147180369123816490e-01 -
         ((half_square - (s * (half_square + (odd + even)) + k * 1.90821492927058770002e-10)) - f);
}

} // namespace casus::kernels::CASUS_INSTRUCTION_SET
