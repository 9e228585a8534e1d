#pragma once

// What the tests of the kernels share: the instruction sets of this machine, the words behind a draw, and
// random input.

#include "kernels/kernels.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <random>
#include <string>
#include <vector>

namespace casus::test {

using kernels::InstructionSet;
using kernels::Kernels;

std::string name_of(InstructionSet set);

/// Those that this machine has; a warning tells of the others.
std::vector<const Kernels*> all_kernels();

/// The four words of a draw, as Random123 gives them.
using Words = std::array<std::uint32_t, 4>;
Words words_of(kernels::Key key, std::uint64_t trajectory, std::uint64_t index);

struct Counter {
  std::uint64_t trajectory = 0;
  std::uint64_t index = 0;
};

/// The counter whose draw has these words: Philox permutes its counters, and can be run backwards.
Counter counter_with(kernels::Key key, const Words& words);

class Randomness {
public:
  explicit Randomness(std::uint64_t seed) : generator_(seed) {}
  std::uint64_t bits() { return generator_(); }
  double uniform(double low, double high) {
    return low + (high - low) * (static_cast<double>(bits() >> 11) * 0x1p-53);
  }
  std::vector<double> numbers(std::size_t count, double low, double high) {
    std::vector<double> all(count);
    for (double& each : all) each = uniform(low, high);
    return all;
  }
  /// Zeros and ones, so many of a hundred ones.
  std::vector<double> flags(std::size_t count, int percent) {
    std::vector<double> all(count);
    for (double& each : all) each = static_cast<int>(bits() % 100) < percent;
    return all;
  }

private:
  std::mt19937_64 generator_;
};

template <typename Number>
bool same_bits(const std::vector<Number>& a, const std::vector<Number>& b) {
  return a.size() == b.size() &&
         (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(Number)) == 0);
}

/// 2^x as the kernels compute it.
double power_of_two(const Kernels& kernels, double x);

/// The units in the last place of `value` between the two.
double ulps_between(double value, long double exact);

} // namespace casus::test
