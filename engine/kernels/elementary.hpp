#pragma once

// Exponential and logarithm. Multiplications and additions are never contracted, so that every instruction
// set gives the same bits.

#include "kernels/vector.hpp"

namespace casus::kernels::CASUS_INSTRUCTION_SET {

/// Adding and subtracting it rounds to the nearest integer, which then stands in the lowest bits.
inline constexpr double rounder = 0x1.8p52;

/// Within an ulp; beyond [-708, 709.7] the value there. Reduction to |r| <= ln 2 / 2 and a polynomial with
/// the coefficients of SLEEF's exp (Shibata and Petrogalli 2020).
CASUS_INLINE Doubles exponential(Doubles x) {
  x = at_most(at_least(x, all(-708.0)), all(709.7));
  const Doubles shifted = x * 0x1.71547652b82fep0 + rounder;
  const Doubles powers = shifted - rounder;
  const Doubles r = (x - powers * 0.69314718055966295651160180568695068359375) -
                    powers * 0.28235290563031577122588448175013436025525412068e-12;
  Doubles p = r * 2.08860621107283687536341e-09 + 2.51112930892876518610661e-08;
  p = p * r + 2.75573911234900471893338e-07;
  p = p * r + 2.75572362911928827629423e-06;
  p = p * r + 2.4801587159235472998791e-05;
  p = p * r + 0.000198412698960509205564975;
  p = p * r + 0.00138888888889774492207962;
  p = p * r + 0.00833333333331652721664984;
  p = p * r + 0.0416666666666665047591422;
  p = p * r + 0.166666666666666851703837;
  p = p * r + 0.5;
  p = (r * r) * p + r + 1.0;
  return (Doubles)((Longs)p + ((Longs)shifted << 52));
}

/// Of positive, normal numbers; within an ulp. FreeBSD's e_log.c (Sun Microsystems 1993), with the mantissa
/// in [sqrt(1/2), sqrt(2)).
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
