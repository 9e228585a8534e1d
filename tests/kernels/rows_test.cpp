// Sums over rows: the drivers' moves, and powers of two. The plain loops of these tests do the same
// operations in the same order, and so must give the same bits.

#include "kernels/support.hpp"

#include <algorithm>
#include <limits>

namespace casus::test {
namespace {

constexpr std::size_t widest = 128;
constexpr double infinity = std::numeric_limits<double>::infinity();

/// Some rows, and terms over them.
struct Example {
  Example(Randomness& random, std::size_t terms, std::size_t noises) {
    for (std::size_t i = 0; i < terms; ++i) rows.push_back(random.numbers(widest, -3, 3));
    for (std::size_t i = 0; i < noises; ++i) {
      noise_rows.emplace_back();
      for (const double x : random.numbers(2 * widest, -3, 3))
        noise_rows.back().push_back(static_cast<float>(x));
    }
    for (const auto& row : rows) weights.push_back({row.data(), random.uniform(-2, 2)});
    for (const auto& row : noise_rows)
      noise_weights.push_back({row.data(), static_cast<float>(random.uniform(-2, 2))});
  }
  kernels::Terms terms() const { return {weights.data(), weights.size()}; }
  kernels::NoiseTerms noise() const { return {noise_weights.data(), noise_weights.size()}; }

  std::vector<std::vector<double>> rows;
  std::vector<std::vector<float>> noise_rows;
  std::vector<kernels::Term> weights;
  std::vector<kernels::NoiseTerm> noise_weights;
};

double sum_of(double start, kernels::Terms terms, std::size_t lane) {
  for (std::size_t t = 0; t < terms.count; ++t)
    start = std::fma(terms.first[t].row[lane], terms.first[t].weight, start);
  return start;
}

double moved(const kernels::Move& move, std::size_t noise_offset, std::size_t lane) {
  float noise = 0;
  for (std::size_t t = 0; t < move.noise.count; ++t)
    noise = std::fma(move.noise.first[t].row[noise_offset + lane], move.noise.first[t].weight, noise);
  const double value = sum_of(move.constant, move.state, lane) + static_cast<double>(noise);
  return std::clamp(value, move.low, move.high);
}

const std::vector<std::size_t> lane_counts = {8, 16, 24, 40, 64, 128};

} // namespace

TEST_CASE("A move adds its constant, its terms and its noise in their order, and then clamps") {
  Randomness random(8);
  for (const Kernels* kernels : all_kernels())
    for (const std::size_t lanes : lane_counts)
      for (std::size_t terms = 0; terms < 5; ++terms)
        for (std::size_t noises = 0; noises < 4; ++noises)
          for (const auto& [low, high] : {std::pair{-infinity, infinity}, {-1.0, infinity}, {-0.5, 0.75}}) {
            const Example example(random, terms, noises);
            std::vector<double> out(widest, 77), expected(widest, 77);
            const std::size_t offset = noises % 2 == 0 ? 0 : 64;
            const kernels::Move move{
                random.uniform(-1, 1), example.terms(), example.noise(), low, high, out.data()};
            CHECK(kernels->move_rows(&move, 1, offset, lanes));
            for (std::size_t lane = 0; lane < lanes; ++lane) expected[lane] = moved(move, offset, lane);
            INFO(name_of(kernels->instruction_set) << ", " << lanes << " lanes");
            REQUIRE(same_bits(out, expected));
          }
}

TEST_CASE("Moves are made in their order: one that comes later reads what an earlier one has made") {
  for (const Kernels* kernels : all_kernels()) {
    std::vector<double> a(16, 1), b(16, 10);
    const kernels::Term of_a{a.data(), 2}, of_both[] = {{a.data(), 1}, {b.data(), 1}};
    const kernels::Move moves[] = {{0, {&of_a, 1}, {}, -infinity, infinity, a.data()},
                                   {0.5, {of_both, 2}, {}, -infinity, infinity, b.data()}};
    CHECK(kernels->move_rows(moves, 2, 0, 16));
    CHECK(a == std::vector<double>(16, 2));
    CHECK(b == std::vector<double>(16, 12.5));
  }
}

TEST_CASE("A move tells of a lane that has become infinite or no number, wherever it is") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const Kernels* kernels : all_kernels())
    for (const std::size_t lanes : lane_counts)
      for (std::size_t lane = 0; lane < lanes; ++lane)
        for (const double wrong : {infinity, -infinity, nan, 1e308}) {
          std::vector<double> row(lanes, 0.5), out(lanes);
          row[lane] = wrong;
          const kernels::Term term{row.data(), 4};
          kernels::Move move{0, {&term, 1}, {}, -infinity, infinity, out.data()};
          INFO(name_of(kernels->instruction_set) << ", lane " << lane << " of " << lanes << ": " << wrong);
          CHECK_FALSE(kernels->move_rows(&move, 1, 0, lanes));
          // Bounds keep what is too large, but not what is no number.
          move.low = -1, move.high = 1;
          CHECK(kernels->move_rows(&move, 1, 0, lanes) == !std::isnan(wrong));
        }
}

TEST_CASE("The power of a sum adds its terms in their order") {
  Randomness random(9);
  for (const Kernels* kernels : all_kernels())
    for (const std::size_t lanes : lane_counts)
      for (std::size_t terms = 0; terms < 6; ++terms) {
        const Example example(random, terms, 0);
        std::vector<double> out(widest, 77), expected(widest, 77);
        kernels->exponentiate_sum(example.terms(), lanes, out.data());
        for (std::size_t lane = 0; lane < lanes; ++lane)
          expected[lane] = power_of_two(*kernels, sum_of(0, example.terms(), lane));
        INFO(name_of(kernels->instruction_set) << ", " << lanes << " lanes, " << terms << " terms");
        REQUIRE(same_bits(out, expected));
      }
}

TEST_CASE("A lane alone has the bits that it has among others") {
  Randomness random(12);
  for (const Kernels* kernels : all_kernels())
    for (std::size_t count = 0; count < 20; ++count) {
      const Example example(random, 6, 0);
      std::vector<kernels::Terms> sums;
      std::vector<std::vector<double>> expected(count, std::vector<double>(widest));
      for (std::size_t i = 0; i < count; ++i) {
        sums.push_back({example.weights.data() + i % 3, i % 4});
        kernels->exponentiate_sum(sums[i], widest, expected[i].data());
      }
      for (const std::size_t lane : {std::size_t{0}, std::size_t{5}, widest - 1}) {
        std::vector<double> out(count + kernels::lane_multiple);
        kernels->exponentiate_lane(sums.data(), count, lane, out.data());
        INFO(name_of(kernels->instruction_set) << ", " << count << " sums, lane " << lane);
        for (std::size_t i = 0; i < count; ++i) REQUIRE(out[i] == expected[i][lane]);
      }
    }
}

} // namespace casus::test
