// Jolts of drivers: where they go, and what they do to intensities. The plain loops of these tests do the
// same operations in the same order, and so must give the same bits.

#include "kernels/support.hpp"

#include <cmath>
#include <limits>

namespace casus::test {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Functions of time on two pieces.
struct FadeExample {
  FadeExample(Randomness& random, std::size_t count) {
    fade.count = count;
    for (const std::size_t terms : {7U, 4U})
      coefficients.push_back(random.numbers(terms * fade.count + kernels::lane_multiple, -1, 1));
    pieces = {{2, 1, 1, 7, coefficients[0].data()}, {3, 2.5, 2, 4, coefficients[1].data()}};
    fade.first = pieces[0];
    fade.others = pieces.data() + 1;
    fade.other_count = 1;
  }
  double at(double time, std::size_t function) const {
    const kernels::FadePiece& piece = pieces[time > 2 ? 1 : 0];
    const double x = (time - piece.centre) * piece.per_unit;
    double sum = 0;
    for (std::size_t term = 0; term < piece.terms; ++term)
      sum = std::fma(sum, x, piece.coefficients[term * fade.count + function]);
    return sum;
  }

  std::vector<std::vector<double>> coefficients;
  std::vector<kernels::FadePiece> pieces;
  kernels::Fade fade;
};

/// Clocks of one lane, and what jolts of drivers do to some of them.
struct Clocks {
  static constexpr std::size_t tile_count = 3, stride = 2, count = tile_count * kernels::tile_clocks;

  explicit Clocks(Randomness& random) : tiles(tile_count * stride) {
    for (std::size_t c = 0; c < count; ++c) {
      tile_of(c).intensities[c % kernels::tile_clocks] = random.uniform(0, 3);
      tile_of(c).residuals[c % kernels::tile_clocks] = random.uniform(-1, 1);
    }
  }
  kernels::Tile& tile_of(std::size_t c) { return tiles[c / kernels::tile_clocks * stride]; }
  double intensity(std::size_t c) { return tile_of(c).intensities[c % kernels::tile_clocks]; }
  double residual(std::size_t c) { return tile_of(c).residuals[c % kernels::tile_clocks]; }

  std::vector<kernels::Tile> tiles;
  std::vector<kernels::TileBits> run_out = std::vector<kernels::TileBits>(tile_count);
};

/// A clock in the first tile, one in the last, by one driver; one in the last by another.
struct Weights {
  Weights() {
    first[0].of[3] = 0.7, first[1].of[6] = -1.3;
    second[0].of[6] = 0.4;
    drivers = {{first_tiles.data(), first, 2, 1.3}, {second_tiles.data(), second, 1, 0.4}};
  }
  std::vector<std::uint32_t> first_tiles{0, 2}, second_tiles{2};
  kernels::TileNumbers first[2] = {}, second[1] = {};
  std::vector<kernels::ExponentWeights> drivers;
};

struct Scratch {
  std::vector<kernels::TileNumbers> exponents = std::vector<kernels::TileNumbers>(Clocks::tile_count);
  std::vector<std::uint32_t> touched = std::vector<std::uint32_t>(Clocks::tile_count + 1);
  std::vector<std::uint8_t> is_touched = std::vector<std::uint8_t>(Clocks::tile_count);
};

bool multiply(const Kernels& kernels, const std::vector<kernels::ExponentJolt>& jolts, double left,
              Clocks& clocks, Scratch& scratch) {
  return kernels.multiply({.first = jolts.data(),
                           .count = jolts.size(),
                           .tiles = clocks.tiles.data(),
                           .stride = Clocks::stride,
                           .run_out = clocks.run_out.data(),
                           .left = left,
                           .highest_intensity = 100,
                           .exponents = scratch.exponents.data(),
                           .touched = scratch.touched.data(),
                           .is_touched = scratch.is_touched.data()});
}

} // namespace

TEST_CASE("A fade is the sum of powers of its piece, of each function alone or of all") {
  Randomness random(31);
  for (const Kernels* kernels : all_kernels())
    for (const std::size_t count : {1U, 4U, 8U, 11U}) {
      const FadeExample example(random, count);
      std::vector<double> all(count + kernels::lane_multiple);
      for (const double time : {0.0, 0.3, 2.0, 2.1, 3.0}) {
        kernels->fade(example.fade, time, all.data());
        for (std::size_t f = 0; f < count; ++f) {
          CHECK(all[f] == example.at(time, f));
          CHECK(kernels->fade_one(example.fade, f, time) == example.at(time, f));
        }
      }
    }
}

TEST_CASE(
    "A jolt goes with what is left of it into what drivers become, with a share into means, within bounds") {
  Randomness random(32);
  for (const Kernels* kernels : all_kernels())
    for (const std::size_t count : {1U, 3U, 9U}) {
      const FadeExample example(random, count);
      auto becoming = random.numbers(2 * count, -1, 1), means = random.numbers(2 * count, -1, 1);
      const auto becoming_before = becoming, means_before = means;
      const auto shares = random.numbers(count, 0.2, 1);
      std::vector<double> lows(count, -infinity), highs(count, infinity);
      lows[0] = -1.5, highs[0] = 1.5;
      std::vector<kernels::JoltWay> each;
      for (std::size_t i = 0; i < count; ++i)
        each.push_back({&becoming[2 * i], &means[2 * i], shares[i], lows[i], highs[i]});
      const kernels::JoltWays ways{example.fade, each.data()};
      for (const double amount : {0.1, -40.0}) {
        becoming = becoming_before, means = means_before;
        const kernels::JoltEnd end = kernels->jolt(ways, amount, 1, 0.3);
        CHECK(end.is_finite);
        CHECK(end.is_held == (amount < -1));
        for (std::size_t i = 0; i < count; ++i) {
          CHECK(becoming[2 * i] == becoming_before[2 * i]); // the other lane's
          CHECK(becoming[2 * i + 1] == std::fma(example.at(0.3, i), amount, becoming_before[2 * i + 1]));
          const double mean = std::fma(shares[i], amount, means_before[2 * i + 1]);
          CHECK(means[2 * i + 1] == std::clamp(mean, lows[i], highs[i]));
        }
      }
      CHECK_FALSE(kernels->jolt(ways, infinity, 1, 0.3).is_finite);
    }
}

TEST_CASE(
    "Jolts multiply the intensities whose exponents they add to, once each, and leave the others alone") {
  const Weights weights;
  const std::vector<kernels::ExponentJolt> jolts{{&weights.drivers[0], 1.5}, {&weights.drivers[1], -0.8}};
  for (const Kernels* kernels : all_kernels()) {
    Randomness random(33);
    Clocks clocks(random), before = clocks;
    Scratch scratch;
    CHECK(multiply(*kernels, jolts, 0.25, clocks, scratch));
    for (std::size_t c = 0; c < Clocks::count; ++c) {
      INFO(c);
      const double exponent = c == 3 ? 1.5 * 0.7 : c == 22 ? -1.5 * 1.3 - 0.8 * 0.4 : 0;
      const double expected = before.intensity(c) * std::exp2(exponent);
      CHECK(clocks.intensity(c) == Approx(expected).epsilon(1e-15));
      CHECK(clocks.residual(c) ==
            Approx(before.residual(c) + (before.intensity(c) - expected) * 0.25).epsilon(1e-14));
      if (exponent == 0) CHECK(clocks.intensity(c) == before.intensity(c));
      const bool runs_out = (clocks.run_out[c / 8] >> c % 8 & 1) != 0;
      if (c / 8 != 1) CHECK(runs_out == (clocks.residual(c) < 0));
    }
    for (const kernels::TileNumbers& exponents : scratch.exponents)
      for (const double exponent : exponents.of) CHECK(exponent == 0);
    for (const std::uint8_t is_touched : scratch.is_touched) CHECK(is_touched == 0);
  }
}

TEST_CASE("An intensity that jolts take beyond the highest is told") {
  const Weights weights;
  for (const Kernels* kernels : all_kernels()) {
    Randomness random(34);
    Clocks clocks(random);
    Scratch scratch;
    CHECK(multiply(*kernels, {{&weights.drivers[0], 1}}, 0.25, clocks, scratch));
    CHECK_FALSE(multiply(*kernels, {{&weights.drivers[0], 20}}, 0.25, clocks, scratch));
  }
}

} // namespace casus::test
