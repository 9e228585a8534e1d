// Elementary functions and Philox over vectors of lanes, for floor.cpp: 64 bytes of doubles or floats at
// once. Under AVX-512 a table of 16 entries sits in registers and is read by a permutation, which makes the
// polynomials short.
#pragma once

#include <cmath>
#include <cstdint>

#if defined(__AVX512F__) && defined(__AVX512DQ__)
#define LANES_AVX512
#pragma GCC diagnostic push // g++ 12 takes its own _mm512_undefined_pd() for a mistake
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#include <immintrin.h>
#pragma GCC diagnostic pop
#endif

namespace lanes {

#ifdef LANES_AVX512
inline constexpr bool has_avx512 = true;
#else
inline constexpr bool has_avx512 = false; // everything still works, but is no lower bound of anything
#endif

typedef double Doubles __attribute__((vector_size(64)));
typedef float Floats __attribute__((vector_size(64)));
typedef std::uint64_t Words64 __attribute__((vector_size(64)));
typedef std::uint32_t Words32 __attribute__((vector_size(64)));

template <class Real>
struct Kind;
template <>
struct Kind<double> {
  using Vector = Doubles;
  using Words = Words64;
  static constexpr int lanes = 8;
};
template <>
struct Kind<float> {
  using Vector = Floats;
  using Words = Words32;
  static constexpr int lanes = 16;
};
template <class Real>
using Vector = typename Kind<Real>::Vector;
template <class Real>
using Words = typename Kind<Real>::Words;

template <class Real>
struct alignas(64) Table {
  Real entry[16];
};

// The builtins that fill a table are folded by g++, so tables are constants.
template <class Real, class Function>
constexpr Table<Real> table(Function function) {
  Table<Real> made{};
  for (int i = 0; i < 16; ++i) made.entry[i] = static_cast<Real>(function(i));
  return made;
}

#ifdef LANES_AVX512
inline Doubles look_up(const Table<double>& table, Words64 index) {
  return _mm512_permutex2var_pd(_mm512_load_pd(table.entry), (__m512i)index, _mm512_load_pd(table.entry + 8));
}
inline Floats look_up(const Table<float>& table, Words32 index) {
  return _mm512_permutexvar_ps((__m512i)index, _mm512_load_ps(table.entry));
}
inline Doubles square_root(Doubles x) { return _mm512_sqrt_pd(x); }
inline Floats square_root(Floats x) { return _mm512_sqrt_ps(x); }
inline Doubles scale(Doubles x, Doubles power) { return _mm512_scalef_pd(x, power); }
inline Floats scale(Floats x, Floats power) { return _mm512_scalef_ps(x, power); }
inline Doubles exponent(Doubles x) { return _mm512_getexp_pd(x); }
inline Floats exponent(Floats x) { return _mm512_getexp_ps(x); }
inline Doubles mantissa(Doubles x) { return _mm512_getmant_pd(x, _MM_MANT_NORM_1_2, _MM_MANT_SIGN_src); }
inline Floats mantissa(Floats x) { return _mm512_getmant_ps(x, _MM_MANT_NORM_1_2, _MM_MANT_SIGN_src); }
inline Doubles from_unsigned(Words64 w) { return _mm512_cvtepu64_pd((__m512i)w); }
inline Floats from_unsigned(Words32 w) { return _mm512_cvtepu32_ps((__m512i)w); }
inline Doubles from_signed(Words64 w) { return _mm512_cvtepi64_pd((__m512i)w); }
inline Floats from_signed(Words32 w) { return _mm512_cvtepi32_ps((__m512i)w); }
inline Words64 low_product(Words64 a, std::uint64_t b) {
  return (Words64)_mm512_mul_epu32((__m512i)a, _mm512_set1_epi64(static_cast<long long>(b)));
}
inline Words64 xor3(Words64 a, Words64 b, Words64 c) {
  return (Words64)_mm512_ternarylogic_epi64((__m512i)a, (__m512i)b, (__m512i)c, 0x96);
}
inline Doubles add_where_negative(Doubles x, double y) {
  return _mm512_mask_add_pd(x, _mm512_movepi64_mask((__m512i)x), x, _mm512_set1_pd(y));
}
inline Floats add_where_negative(Floats x, float y) {
  return _mm512_mask_add_ps(x, _mm512_movepi32_mask((__m512i)x), x, _mm512_set1_ps(y));
}
#else
template <class V, class Function>
V each(V x, Function function) {
  for (unsigned i = 0; i < sizeof(V) / sizeof(x[0]); ++i) x[i] = function(x[i]);
  return x;
}
template <class Real>
Vector<Real> look_up(const Table<Real>& table, Words<Real> index) {
  Vector<Real> found;
  for (int i = 0; i < Kind<Real>::lanes; ++i) found[i] = table.entry[index[i] & 15];
  return found;
}
inline Doubles look_up(const Table<double>& table, Words64 index) { return look_up<double>(table, index); }
inline Floats look_up(const Table<float>& table, Words32 index) { return look_up<float>(table, index); }
template <class V>
V square_root(V x) {
  return each(x, [](auto a) { return std::sqrt(a); });
}
template <class V>
V scale(V x, V power) {
  for (unsigned i = 0; i < sizeof(V) / sizeof(x[0]); ++i)
    x[i] = std::ldexp(x[i], static_cast<int>(std::floor(power[i])));
  return x;
}
template <class V>
V exponent(V x) {
  return each(x, [](auto a) { return std::logb(a); });
}
template <class V>
V mantissa(V x) {
  return each(x, [](auto a) { return std::ldexp(a, -std::ilogb(a)); });
}
typedef std::int64_t Signed64 __attribute__((vector_size(64)));
typedef std::int32_t Signed32 __attribute__((vector_size(64)));
inline Doubles from_unsigned(Words64 w) { return __builtin_convertvector(w, Doubles); }
inline Floats from_unsigned(Words32 w) { return __builtin_convertvector(w, Floats); }
inline Doubles from_signed(Words64 w) { return __builtin_convertvector((Signed64)w, Doubles); }
inline Floats from_signed(Words32 w) { return __builtin_convertvector((Signed32)w, Floats); }
inline Words64 low_product(Words64 a, std::uint64_t b) { return (a & 0xffffffffu) * b; }
inline Words64 xor3(Words64 a, Words64 b, Words64 c) { return a ^ b ^ c; }
template <class V>
V add_where_negative(V x, decltype(V{}[0] + 0) y) {
  return x < 0 ? x + y : x;
}
#endif

// e^x for |x| < 700 (double) or 80 (float): 2^(n/16) from a table times a polynomial in |r| < ln 2 / 32.
inline Doubles exponential(Doubles x) {
  static constexpr auto powers = table<double>([](int i) { return __builtin_exp2(i / 16.0); });
  constexpr double magic = 0x1.8p48; // so that the last 4 bits of the sum are sixteenths
  Doubles shifted = x * 1.4426950408889634 + magic;
  Doubles power = shifted - magic;
  Doubles r = x - power * 0.6931471805599453;
  Doubles p = r * (1.0 / 720) + 1.0 / 120;
  p = p * r + 1.0 / 24;
  p = p * r + 1.0 / 6;
  p = p * r + 0.5;
  p = p * r + 1.0;
  Doubles t = look_up(powers, (Words64)shifted);
  return scale((t * r) * p + t, power);
}

inline Floats exponential(Floats x) {
  static constexpr auto powers = table<float>([](int i) { return __builtin_exp2(i / 16.0); });
  constexpr float magic = 0x1.8p19f;
  Floats shifted = x * 1.44269504f + magic;
  Floats power = shifted - magic;
  Floats r = x - power * 0.693147181f;
  Floats p = r * (1.0f / 6) + 0.5f;
  p = p * r + 1.0f;
  Floats t = look_up(powers, (Words32)shifted);
  return scale((t * r) * p + t, power);
}

// factor * ln x for normal x > 0: the mantissa times one of 16 reciprocals leaves |r| < 0.031.
template <int factor>
inline Doubles scaled_log(Doubles x) {
  static constexpr auto reciprocal = table<double>([](int i) { return 1 / (1 + (i + 0.5) / 16); });
  static constexpr auto logarithm =
      table<double>([](int i) { return factor * __builtin_log1p((i + 0.5) / 16); });
  constexpr double f = factor;
  Words64 index = (Words64)x >> 48;
  Doubles r = mantissa(x) * look_up(reciprocal, index) - 1.0;
  Doubles p = r * (f / 9) - f / 8;
  p = p * r + f / 7;
  p = p * r - f / 6;
  p = p * r + f / 5;
  p = p * r - f / 4;
  p = p * r + f / 3;
  p = p * r - f / 2;
  p = p * r + f;
  return p * r + (exponent(x) * (f * 0.6931471805599453) + look_up(logarithm, index));
}

template <int factor>
inline Floats scaled_log(Floats x) {
  static constexpr auto reciprocal = table<float>([](int i) { return 1 / (1 + (i + 0.5) / 16); });
  static constexpr auto logarithm =
      table<float>([](int i) { return factor * __builtin_log1p((i + 0.5) / 16); });
  constexpr float f = factor;
  Words32 index = (Words32)x >> 19;
  Floats r = mantissa(x) * look_up(reciprocal, index) - 1.0f;
  Floats p = r * (-f / 4) + f / 3;
  p = p * r - f / 2;
  p = p * r + f;
  return p * r + (exponent(x) * (f * 0.693147181f) + look_up(logarithm, index));
}

template <class Real>
struct Pair {
  Vector<Real> first, second;
};

// Sine and cosine of an angle uniform on the circle, from a random word: its last bits choose one of 16
// sectors, its leading ones the place in it.
inline Pair<double> point_on_circle(Words64 word) {
  static constexpr auto sines = table<double>([](int i) { return __builtin_sin(i * M_PI / 8); });
  static constexpr auto cosines = table<double>([](int i) { return __builtin_cos(i * M_PI / 8); });
  Doubles d = from_signed(word) * (M_PI / 16 * 0x1p-63);
  Doubles q = d * d;
  Doubles s = q * (-1.0 / 39916800) + 1.0 / 362880;
  s = s * q - 1.0 / 5040;
  s = s * q + 1.0 / 120;
  s = s * q - 1.0 / 6;
  s = (q * d) * s + d;
  Doubles c = q * (-1.0 / 3628800) + 1.0 / 40320;
  c = c * q - 1.0 / 720;
  c = c * q + 1.0 / 24;
  c = c * q - 0.5;
  c = c * q + 1.0;
  Doubles sine = look_up(sines, word), cosine = look_up(cosines, word);
  return {sine * c + cosine * s, cosine * c - sine * s};
}

inline Pair<float> point_on_circle(Words32 word) {
  static constexpr auto sines = table<float>([](int i) { return __builtin_sin(i * M_PI / 8); });
  static constexpr auto cosines = table<float>([](int i) { return __builtin_cos(i * M_PI / 8); });
  Floats d = from_signed(word) * static_cast<float>(M_PI / 16 * 0x1p-31);
  Floats q = d * d;
  Floats s = q * (1.0f / 120) - 1.0f / 6;
  s = (q * d) * s + d;
  Floats c = q * (-1.0f / 720) + 1.0f / 24;
  c = c * q - 0.5f;
  c = c * q + 1.0f;
  Floats sine = look_up(sines, word), cosine = look_up(cosines, word);
  return {sine * c + cosine * s, cosine * c - sine * s};
}

inline Doubles magnitude(Doubles x) { return (Doubles)((Words64)x & ~(std::uint64_t{1} << 63)); }
inline Floats magnitude(Floats x) { return (Floats)((Words32)x & ~(std::uint32_t{1} << 31)); }

// Uniform in (0, 1].
inline Doubles uniform(Words64 word) { return from_unsigned(word) * 0x1p-64 + 0x1p-65; }
inline Floats uniform(Words32 word) { return from_unsigned(word) * 0x1p-32f + 0x1p-33f; }

template <class W>
struct Words4 {
  W word[4];
};

// Philox4x32-10 in eight lanes; the upper halves of what comes out are to be ignored.
inline Words4<Words64> philox(Words4<Words64> counter, std::uint32_t key0, std::uint32_t key1) {
  auto [c0, c1, c2, c3] = counter.word;
  for (int round = 0; round < 10; ++round) {
    Words64 a = low_product(c0, 0xD2511F53), b = low_product(c2, 0xCD9E8D57);
    c0 = xor3(b >> 32, c1, Words64{} + key0);
    c1 = b;
    c2 = xor3(a >> 32, c3, Words64{} + key1);
    c3 = a;
    key0 += 0x9E3779B9, key1 += 0xBB67AE85;
  }
  return {{c0, c1, c2, c3}};
}

inline Words64 joined(Words64 low, Words64 high) { return (high << 32) | (low & 0xffffffffu); }

} // namespace lanes
