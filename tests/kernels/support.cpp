#include "kernels/support.hpp"

#include <Random123/philox.h>

namespace casus::test {
namespace {

/// Of an odd number, modulo 2^32: each of Newton's steps doubles the bits that are right.
constexpr std::uint32_t inverse_of(std::uint32_t odd) {
  std::uint32_t inverse = odd;
  for (int step = 0; step < 5; ++step) inverse *= 2 - odd * inverse;
  return inverse;
}

std::uint32_t upper_half(std::uint32_t a, std::uint32_t b) {
  return static_cast<std::uint32_t>((std::uint64_t{a} * b) >> 32);
}

} // namespace

std::string name_of(InstructionSet set) {
  if (set == InstructionSet::generic) return "generic";
  return set == InstructionSet::avx2 ? "avx2" : "avx512";
}

std::vector<const Kernels*> all_kernels() {
  std::vector<const Kernels*> all;
  for (const InstructionSet set : {InstructionSet::generic, InstructionSet::avx2, InstructionSet::avx512})
    if (const Kernels* found = kernels::kernels_of(set))
      all.push_back(found);
    else
      WARN("not tested, since this machine lacks it: " << name_of(set));
  return all;
}

Words words_of(kernels::Key key, std::uint64_t trajectory, std::uint64_t index) {
  const auto words = r123::Philox4x32{}(
      r123::Philox4x32::ctr_type{{static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(index >> 32),
                                  static_cast<std::uint32_t>(trajectory),
                                  static_cast<std::uint32_t>(trajectory >> 32)}},
      {{key.low, key.high}});
  return {words[0], words[1], words[2], words[3]};
}

Counter counter_with(kernels::Key key, const Words& words) {
  auto [c0, c1, c2, c3] = words;
  for (std::uint32_t round = 10; round-- > 0;) {
    const std::uint32_t low = key.low + round * PHILOX_W32_0;
    const std::uint32_t high = key.high + round * PHILOX_W32_1;
    const std::uint32_t b2 = c1 * inverse_of(PHILOX_M4x32_1);
    const std::uint32_t b0 = c3 * inverse_of(PHILOX_M4x32_0);
    const std::uint32_t b1 = c0 ^ upper_half(b2, PHILOX_M4x32_1) ^ low;
    const std::uint32_t b3 = c2 ^ upper_half(b0, PHILOX_M4x32_0) ^ high;
    c0 = b0, c1 = b1, c2 = b2, c3 = b3;
  }
  return {c2 | std::uint64_t{c3} << 32, c0 | std::uint64_t{c1} << 32};
}

double power_of_two(const Kernels& kernels, double x) {
  std::array<double, kernels::lane_multiple> values{};
  values[0] = x;
  kernels.exponentiate(1, values.data());
  return values[0];
}

double ulps_between(double value, long double exact) {
  const double magnitude = std::abs(value);
  const double ulp = std::nextafter(magnitude, INFINITY) - magnitude;
  return static_cast<double>(std::abs(value - exact) / static_cast<long double>(ulp));
}

} // namespace casus::test
