#pragma once

// Vectors as wide as the instruction set that this file is compiled for. Only the kernels include it, each
// time inside a namespace of its own; nothing here may be seen by two instruction sets (no templates of the
// standard library either), or the linker could give a machine code that it cannot run.

#include <cstddef>
#include <cstdint>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#if defined(__AVX512F__)
#define CASUS_VECTOR_BYTES 64
#elif defined(__AVX2__)
#define CASUS_VECTOR_BYTES 32
#else
#define CASUS_VECTOR_BYTES 16
#endif

namespace casus::kernels::CASUS_INSTRUCTION_SET {

using Doubles = double __attribute__((vector_size(CASUS_VECTOR_BYTES)));
using Longs = std::int64_t __attribute__((vector_size(CASUS_VECTOR_BYTES)));
using Words = std::uint64_t __attribute__((vector_size(CASUS_VECTOR_BYTES)));
using Floats = float __attribute__((vector_size(CASUS_VECTOR_BYTES)));
using Ints = std::int32_t __attribute__((vector_size(CASUS_VECTOR_BYTES)));
using HalfWords = std::uint32_t __attribute__((vector_size(CASUS_VECTOR_BYTES)));
/// As many as there are Doubles.
using FewFloats = float __attribute__((vector_size(CASUS_VECTOR_BYTES / 2)));
using FewInts = std::int32_t __attribute__((vector_size(CASUS_VECTOR_BYTES / 2)));
using FewHalfWords = std::uint32_t __attribute__((vector_size(CASUS_VECTOR_BYTES / 2)));

inline constexpr std::size_t lanes_at_once = CASUS_VECTOR_BYTES / sizeof(double);

#define CASUS_INLINE [[gnu::always_inline]] inline
#define CASUS_INLINED __attribute__((always_inline)) // of a lambda

CASUS_INLINE Doubles load(const double* from) {
  Doubles vector;
  __builtin_memcpy(&vector, from, sizeof vector);
  return vector;
}
CASUS_INLINE Words load(const std::uint64_t* from) {
  Words vector;
  __builtin_memcpy(&vector, from, sizeof vector);
  return vector;
}
CASUS_INLINE Floats load(const float* from) {
  Floats vector;
  __builtin_memcpy(&vector, from, sizeof vector);
  return vector;
}
CASUS_INLINE FewFloats load_few(const float* from) {
  FewFloats vector;
  __builtin_memcpy(&vector, from, sizeof vector);
  return vector;
}
CASUS_INLINE void store(Doubles vector, double* to) { __builtin_memcpy(to, &vector, sizeof vector); }
CASUS_INLINE void store(FewFloats vector, float* to) { __builtin_memcpy(to, &vector, sizeof vector); }

CASUS_INLINE Doubles all(double x) { return x - Doubles{}; }
CASUS_INLINE Words all(std::uint64_t x) { return x + Words{}; }

/// The full products of the lower halves.
CASUS_INLINE Words product_of_halves(Words a, Words b) {
#if defined(__AVX512F__)
  return (Words)_mm512_mul_epu32((__m512i)a, (__m512i)b);
#elif defined(__AVX2__)
  return (Words)_mm256_mul_epu32((__m256i)a, (__m256i)b);
#elif defined(__SSE2__)
  return (Words)_mm_mul_epu32((__m128i)a, (__m128i)b);
#else
  return (a & 0xffffffffU) * (b & 0xffffffffU);
#endif
}

CASUS_INLINE Floats square_root(Floats x) {
#if defined(__AVX512F__)
  return (Floats)_mm512_sqrt_ps((__m512)x);
#elif defined(__AVX2__)
  return (Floats)_mm256_sqrt_ps((__m256)x);
#elif defined(__SSE2__)
  return (Floats)_mm_sqrt_ps((__m128)x);
#else
  for (std::size_t i = 0; i < 2 * lanes_at_once; ++i) x[i] = __builtin_sqrtf(x[i]);
  return x;
#endif
}

/// Of a table of 16 numbers, which begins at a cache line, by the lowest four bits.
CASUS_INLINE Doubles look_up(const double* table, Longs indices) {
#if defined(__AVX512F__)
  return (Doubles)_mm512_permutex2var_pd(_mm512_load_pd(table), (__m512i)indices, _mm512_load_pd(table + 8));
#else
  Doubles found{};
  for (std::size_t i = 0; i < lanes_at_once; ++i) found[i] = table[indices[i] & 15];
  return found;
#endif
}

/// x 2^whole, where whole is the floor of `exponent` and neither x nor the result is less than normal.
CASUS_INLINE Doubles scale(Doubles x, [[maybe_unused]] Doubles exponent, [[maybe_unused]] Longs whole) {
#if defined(__AVX512F__)
  return (Doubles)_mm512_scalef_pd((__m512d)x, (__m512d)exponent);
#else
  return (Doubles)((Longs)x + (whole << 52));
#endif
}

/// What is not a number stays so.
CASUS_INLINE Doubles at_least(Doubles x, Doubles low) {
#if defined(__AVX512F__)
  return (Doubles)_mm512_max_pd((__m512d)low, (__m512d)x);
#elif defined(__AVX2__)
  return (Doubles)_mm256_max_pd((__m256d)low, (__m256d)x);
#elif defined(__SSE2__)
  return (Doubles)_mm_max_pd((__m128d)low, (__m128d)x);
#else
  return x < low ? low : x;
#endif
}
CASUS_INLINE Doubles at_most(Doubles x, Doubles high) {
#if defined(__AVX512F__)
  return (Doubles)_mm512_min_pd((__m512d)high, (__m512d)x);
#elif defined(__AVX2__)
  return (Doubles)_mm256_min_pd((__m256d)high, (__m256d)x);
#elif defined(__SSE2__)
  return (Doubles)_mm_min_pd((__m128d)high, (__m128d)x);
#else
  return x > high ? high : x;
#endif
}

/// A bit for each element that is all ones, the first element's lowest.
CASUS_INLINE std::uint64_t bits_of(Longs mask) {
#if defined(__AVX512F__)
  return _mm512_test_epi64_mask((__m512i)mask, (__m512i)mask);
#elif defined(__AVX2__)
  return static_cast<std::uint64_t>(_mm256_movemask_pd((__m256d)mask));
#elif defined(__SSE2__)
  return static_cast<std::uint64_t>(_mm_movemask_pd((__m128d)mask));
#else
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < lanes_at_once; ++i) bits |= static_cast<std::uint64_t>(mask[i] & 1) << i;
  return bits;
#endif
}

/// Whether the numbers lie in [0, high]; minus zero may be taken for less than zero.
CASUS_INLINE Longs lies_within(Doubles x, Doubles high) {
#if defined(__AVX512F__)
  return (Longs)((Words)x <= (Words)high); // the order of positive numbers is that of their bits
#else
  return (x >= 0.0) & (x <= high);
#endif
}

/// Writes first, first + 1, … for each element whose mask is all ones, and tells how many they are. There
/// must be room for all.
CASUS_INLINE std::size_t write_numbers(Longs mask, std::uint64_t first, std::uint64_t* out) {
#if defined(__AVX512F__)
  const __mmask8 bits = static_cast<__mmask8>(bits_of(mask));
  const __m512i numbers = _mm512_add_epi64(_mm512_set1_epi64(static_cast<long long>(first)),
                                           _mm512_set_epi64(7, 6, 5, 4, 3, 2, 1, 0));
  _mm512_storeu_si512(out, _mm512_maskz_compress_epi64(bits, numbers));
  return static_cast<std::size_t>(__builtin_popcount(bits));
#else
  std::size_t count = 0;
  for (std::uint64_t bits = bits_of(mask); bits != 0; bits &= bits - 1)
    out[count++] = first + static_cast<std::uint64_t>(__builtin_ctzll(bits));
  return count;
#endif
}

/// The even elements, in their order.
CASUS_INLINE FewFloats even_elements(Floats x) {
  return (FewFloats) __builtin_convertvector((Words)x, FewHalfWords);
}
CASUS_INLINE FewFloats odd_elements(Floats x) { return even_elements((Floats)((Words)x >> 32)); }

} // namespace casus::kernels::CASUS_INSTRUCTION_SET
