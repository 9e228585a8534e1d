#pragma once

// Box and Muller's normals in double precision, from the same words as the kernels' in single precision.

#include "kernels/support.hpp"

namespace casus::test {

struct Pair {
  double x = 0;
  double y = 0;
};

/// The share of the unit interval that the words stand for, as exactly as they say it: 39 bits.
inline double exact_share(std::uint32_t radius_word, std::uint32_t angle_word) {
  return (radius_word >> 1) * 0x1p-31 + (angle_word & 0xff) * 0x1p-39 + 0x1p-40;
}

/// The same to the precision of a float.
inline double rounded_share(std::uint32_t radius_word, std::uint32_t angle_word) {
  const auto coarse = static_cast<float>(radius_word >> 1) * 0x1p-31F;
  return coarse + (static_cast<float>(angle_word & 0xff) * 0x1p-39F + 0x1p-40F);
}

inline Pair pair_of(double share, std::uint32_t angle_word) {
  const double angle =
      (angle_word >> 30) * (M_PI / 2) + ((angle_word >> 8 & 0x3fffff) - 2097151.5) * (M_PI / 2 * 0x1p-22);
  const double radius = std::sqrt(-2 * std::log(share));
  return {radius * std::cos(angle), radius * std::sin(angle)};
}

/// The four rows of one draw of the stream.
struct NormalRows {
  explicit NormalRows(std::size_t lanes) : lanes_(lanes), numbers(4 * lanes) {}
  void draw(const Kernels& kernels, kernels::Key key, std::uint64_t index, std::uint64_t which) {
    float* const rows[4] = {row(0), row(1), row(2), row(3)};
    kernels.draw_normals(key, index, which, lanes_, rows);
  }
  float* row(std::size_t number) { return numbers.data() + number * lanes_; }

  std::size_t lanes_;
  std::vector<float> numbers;
};

/// The draw that has these words: first a radius and its angle, then another pair.
inline std::array<float, 4> normals_of(const Kernels& kernels, const Words& words) {
  constexpr kernels::Key key{0x13198a2e, 0x03707344};
  const Counter counter = counter_with(key, words);
  NormalRows rows(kernels::lane_multiple);
  rows.draw(kernels, key, counter.index, counter.trajectory);
  return {rows.row(0)[0], rows.row(1)[0], rows.row(2)[0], rows.row(3)[0]};
}

} // namespace casus::test
