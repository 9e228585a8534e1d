// Sums over rows: the drivers' moves, and powers of two. The plain loops of these tests do the same
// operations in the same order, and so must give the same bits.

#include "kernels/support.hpp"

#include <algorithm>
#include <limits>

namespace casus::test {
namespace {

constexpr std::size_t widest = 128, cells = widest / kernels::lane_multiple;
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
    for (std::size_t i = 0; i < terms; ++i) {
      numbers.push_back(random.numbers(cells, -2, 2));
      weights.push_back({rows[i].data(), numbers.back().data()});
    }
    for (std::size_t i = 0; i < noises; ++i) {
      noise_numbers.emplace_back();
      for (const double x : random.numbers(cells, -2, 2))
        noise_numbers.back().push_back(static_cast<float>(x));
      noise_weights.push_back({noise_rows[i].data(), noise_numbers.back().data()});
    }
  }
  kernels::Terms terms() const { return {weights.data(), weights.size()}; }
  kernels::NoiseTerms noise() const { return {noise_weights.data(), noise_weights.size()}; }

  std::vector<std::vector<double>> rows;
  std::vector<std::vector<float>> noise_rows;
  std::vector<std::vector<double>> numbers; ///< one a cell
  std::vector<std::vector<float>> noise_numbers;
  std::vector<kernels::Term> weights;
  std::vector<kernels::NoiseTerm> noise_weights;
};

double sum_of(double start, kernels::Terms terms, std::size_t lane) {
  for (std::size_t t = 0; t < terms.count; ++t)
    start = std::fma(terms.first[t].row[lane], terms.first[t].weights[lane / kernels::lane_multiple], start);
  return start;
}

double moved(const kernels::Move& move, std::size_t noise_offset, std::size_t lane) {
  const std::size_t cell = lane / kernels::lane_multiple;
  float noise = 0;
  for (std::size_t t = 0; t < move.noise.count; ++t)
    noise = std::fma(move.noise.first[t].row[noise_offset + lane], move.noise.first[t].weights[cell], noise);
  const double constant = move.constants == nullptr ? 0 : move.constants[cell];
  const double value = sum_of(constant, move.state, lane) + static_cast<double>(noise);
  return move.lows == nullptr ? value : std::clamp(value, move.lows[cell], move.highs[cell]);
}

const std::vector<std::size_t> lane_counts = {8, 16, 24, 40, 64, 128};

} // namespace

TEST_CASE("A move adds its constant, its terms and its noise in their order, and then clamps") {
  Randomness random(8);
  for (const Kernels* kernels : all_kernels())
    for (const std::size_t lanes : lane_counts)
      for (std::size_t terms = 0; terms < 5; ++terms)
        for (std::size_t noises = 0; noises < 4; ++noises)
          for (const std::uint64_t shape : {0, 1, 2, 3}) {
            const Example example(random, terms, noises);
            const std::vector<double> constants = random.numbers(cells, -1, 1),
                                      lows = random.numbers(cells, -1, -0.5),
                                      highs = random.numbers(cells, 0, 1);
            std::vector<double> out(widest, 77), expected(widest, 77);
            const std::size_t offset = noises % 2 == 0 ? 0 : 64;
            const kernels::Move move{.constants = shape % 2 == 0 ? constants.data() : nullptr,
                                     .state = example.terms(),
                                     .noise = example.noise(),
                                     .lows = shape < 2 ? lows.data() : nullptr,
                                     .highs = shape < 2 ? highs.data() : nullptr,
                                     .moved = out.data()};
            CHECK(kernels->move_rows(&move, 1, offset, lanes));
            for (std::size_t lane = 0; lane < lanes; ++lane) expected[lane] = moved(move, offset, lane);
            INFO(name_of(kernels->instruction_set) << ", " << lanes << " lanes");
            REQUIRE(same_bits(out, expected));
          }
}

TEST_CASE("Moves are made in their order: one that comes later reads what an earlier one has made") {
  for (const Kernels* kernels : all_kernels()) {
    std::vector<double> a(16, 1), b(16, 10);
    const double one[] = {1, 1}, two[] = {2, 2}, half[] = {0.5, 0.5};
    const kernels::Term of_a{a.data(), two}, of_both[] = {{a.data(), one}, {b.data(), one}};
    const kernels::Move moves[] = {{nullptr, {&of_a, 1}, {}, nullptr, nullptr, a.data()},
                                   {half, {of_both, 2}, {}, nullptr, nullptr, b.data()}};
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
          const std::vector<double> fours(cells, 4), lows(cells, -1), highs(cells, 1);
          const kernels::Term term{row.data(), fours.data()};
          kernels::Move move{nullptr, {&term, 1}, {}, nullptr, nullptr, out.data()};
          INFO(name_of(kernels->instruction_set) << ", lane " << lane << " of " << lanes << ": " << wrong);
          CHECK_FALSE(kernels->move_rows(&move, 1, 0, lanes));
          // Bounds keep what is too large, but not what is no number.
          move.lows = lows.data(), move.highs = highs.data();
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
