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
/// These hold as many elements as Doubles, in vectors of half the width.
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
CASUS_INLINE FewFloats few(float x) { return x - FewFloats{}; }
CASUS_INLINE Floats all(float x) { return x - Floats{}; }
CASUS_INLINE Words all(std::uint64_t x) { return x + Words{}; }

/// Computes a b + c, rounded once. Where the processor cannot, the C library does, slowly.
CASUS_INLINE Doubles fused(Doubles a, Doubles b, Doubles c) {
#if defined(__AVX512F__)
  return (Doubles)_mm512_fmadd_pd((__m512d)a, (__m512d)b, (__m512d)c);
#elif defined(__AVX2__)
  return (Doubles)_mm256_fmadd_pd((__m256d)a, (__m256d)b, (__m256d)c);
#else
  for (std::size_t i = 0; i < lanes_at_once; ++i) a[i] = __builtin_fma(a[i], b[i], c[i]);
  return a;
#endif
}
CASUS_INLINE Floats fused(Floats a, Floats b, Floats c) {
#if defined(__AVX512F__)
  return (Floats)_mm512_fmadd_ps((__m512)a, (__m512)b, (__m512)c);
#elif defined(__AVX2__)
  return (Floats)_mm256_fmadd_ps((__m256)a, (__m256)b, (__m256)c);
#else
  for (std::size_t i = 0; i < 2 * lanes_at_once; ++i) a[i] = __builtin_fmaf(a[i], b[i], c[i]);
  return a;
#endif
}
CASUS_INLINE FewFloats fused(FewFloats a, FewFloats b, FewFloats c) {
#if defined(__AVX512F__)
  return (FewFloats)_mm256_fmadd_ps((__m256)a, (__m256)b, (__m256)c);
#elif defined(__AVX2__)
  return (FewFloats)_mm_fmadd_ps((__m128)a, (__m128)b, (__m128)c);
#else
  for (std::size_t i = 0; i < lanes_at_once; ++i) a[i] = __builtin_fmaf(a[i], b[i], c[i]);
  return a;
#endif
}
CASUS_INLINE Doubles fused(Doubles a, Doubles b, double c) { return fused(a, b, all(c)); }
CASUS_INLINE Doubles fused(Doubles a, double b, double c) { return fused(a, all(b), all(c)); }
CASUS_INLINE Doubles fused(Doubles a, double b, Doubles c) { return fused(a, all(b), c); }
CASUS_INLINE Floats fused(Floats a, Floats b, float c) { return fused(a, b, all(c)); }
CASUS_INLINE Floats fused(Floats a, float b, float c) { return fused(a, all(b), all(c)); }
CASUS_INLINE Floats fused(Floats a, float b, Floats c) { return fused(a, all(b), c); }

/// The full products of the lower halves of the elements.
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

/// Looks up the number that the lowest four bits of each index name, in a table of 16 numbers that begins at
/// a cache line.
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

/// The greater, or the lesser, of two numbers. What is not a number stays so.
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

/// A bit for each element where the one is less than zero and the other more, the first element's lowest.
CASUS_INLINE std::uint64_t bits_of_below_and_above(Doubles below, Doubles above) {
#if defined(__AVX512F__)
  const __m512d zero = _mm512_setzero_pd();
  return _mm512_mask_cmp_pd_mask(_mm512_cmp_pd_mask((__m512d)below, zero, _CMP_LT_OQ), (__m512d)above, zero,
                                 _CMP_GT_OQ);
#else
  return bits_of((below < 0.0) & (above > 0.0));
#endif
}

/// Whether all numbers that it has seen lie in [0, high]; minus zero may be taken for less than zero.
class RangeCheck {
public:
  CASUS_INLINE explicit RangeCheck(double high) : high_(high) {}
#if defined(__AVX512F__)
  /// The order of positive numbers is that of their bits, and negative ones lie above.
  CASUS_INLINE void see(Doubles x) { greatest_ = (Words)_mm512_max_epu64((__m512i)greatest_, (__m512i)x); }
  CASUS_INLINE bool is_passed() const { return bits_of((Longs)(greatest_ > (Words)all(high_))) == 0; }

private:
  Words greatest_{};
#else
  CASUS_INLINE void see(Doubles x) { wrong_ |= ~((x >= 0.0) & (x <= high_)); }
  CASUS_INLINE bool is_passed() const { return bits_of(wrong_) == 0; }

private:
  Longs wrong_{};
#endif
  double high_;
};

/// Takes two rows of a square of 2 x 2 blocks, each `Step` numbers wide: the second block of `upper` and the
/// first of `lower` change places, and so on along the rows.
template <std::size_t Step>
CASUS_INLINE void exchange(Doubles& upper, Doubles& lower) {
  const Doubles a = upper, b = lower;
#if CASUS_VECTOR_BYTES == 64
  if constexpr (Step == 1) {
    upper = __builtin_shufflevector(a, b, 0, 8, 2, 10, 4, 12, 6, 14);
    lower = __builtin_shufflevector(a, b, 1, 9, 3, 11, 5, 13, 7, 15);
  } else if constexpr (Step == 2) {
    upper = __builtin_shufflevector(a, b, 0, 1, 8, 9, 4, 5, 12, 13);
    lower = __builtin_shufflevector(a, b, 2, 3, 10, 11, 6, 7, 14, 15);
  } else {
    upper = __builtin_shufflevector(a, b, 0, 1, 2, 3, 8, 9, 10, 11);
    lower = __builtin_shufflevector(a, b, 4, 5, 6, 7, 12, 13, 14, 15);
  }
#elif CASUS_VECTOR_BYTES == 32
  if constexpr (Step == 1) {
    upper = __builtin_shufflevector(a, b, 0, 4, 2, 6);
    lower = __builtin_shufflevector(a, b, 1, 5, 3, 7);
  } else {
    upper = __builtin_shufflevector(a, b, 0, 1, 4, 5);
    lower = __builtin_shufflevector(a, b, 2, 3, 6, 7);
  }
#else
  upper = __builtin_shufflevector(a, b, 0, 2);
  lower = __builtin_shufflevector(a, b, 1, 3);
#endif
}

template <std::size_t Step>
CASUS_INLINE void exchange_all(Doubles (&rows)[lanes_at_once]) {
  for (std::size_t row = 0; row < lanes_at_once; ++row)
    if ((row & Step) == 0) exchange<Step>(rows[row], rows[row + Step]);
}

CASUS_INLINE void transpose(Doubles (&rows)[lanes_at_once]) {
  exchange_all<1>(rows);
  if constexpr (lanes_at_once > 2) exchange_all<2>(rows);
  if constexpr (lanes_at_once > 4) exchange_all<4>(rows);
}

/// The even elements, in their order.
CASUS_INLINE FewFloats even_elements(Floats x) {
  return (FewFloats) __builtin_convertvector((Words)x, FewHalfWords);
}
CASUS_INLINE FewFloats odd_elements(Floats x) { return even_elements((Floats)((Words)x >> 32)); }

} // namespace casus::kernels::CASUS_INSTRUCTION_SET
