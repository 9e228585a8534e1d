// Every kernel gives the same bits whatever the vectors' length: each set is compared with the generic one.

#include "kernels/box_muller.hpp"
#include "kernels/clock_example.hpp"

namespace casus::test {
namespace {

const Kernels& generic() { return *kernels::kernels_of(InstructionSet::generic); }

/// Calls it with every other set that this machine has.
template <typename Check>
void for_others(const Check& check) {
  for (const Kernels* kernels : all_kernels())
    if (kernels != &generic()) {
      INFO(name_of(kernels->instruction_set));
      check(*kernels);
    }
}

const std::vector<std::size_t> lane_counts = {8, 16, 24, 40, 64, 128};

/// Most of them ordinary, some at the ends of what there is.
std::vector<double> wild_numbers(Randomness& random, std::size_t count) {
  std::vector<double> all = random.numbers(count, -20, 20);
  constexpr double specials[] = {0.0, -0.0,   INFINITY, -INFINITY, 708,     -708,  -708.5, 709.7,
                                 710, 5e-324, -5e-324,  1e-310,    1.7e308, -1e30, 1.0,    M_LN2};
  for (double& each : all)
    if (random.bits() % 8 == 0) each = specials[random.bits() % std::size(specials)];
  return all;
}

} // namespace

TEST_CASE("The tables name the sets that they are for, and the best is the last that there is") {
  const std::vector<const Kernels*> all = all_kernels();
  for (const Kernels* kernels : all) CHECK(kernels::kernels_of(kernels->instruction_set) == kernels);
  CHECK(&kernels::best_kernels() == all.back());
}

TEST_CASE("Normals have the same bits on every instruction set") {
  Randomness random(20);
  for_others([&](const Kernels& other) {
    for (int repetition = 0; repetition < 3000; ++repetition) {
      const std::size_t lanes = lane_counts[random.bits() % lane_counts.size()];
      const auto low = static_cast<std::uint32_t>(random.bits()),
                 high = static_cast<std::uint32_t>(random.bits());
      const std::uint64_t index = random.bits();
      const std::uint64_t which = random.bits();
      NormalRows expected(lanes), found(lanes);
      expected.draw(generic(), {low, high}, index, which);
      found.draw(other, {low, high}, index, which);
      REQUIRE(same_bits(found.numbers, expected.numbers));
    }
  });
}

TEST_CASE("Exponential draws have the same bits on every instruction set") {
  Randomness random(21);
  std::vector<std::uint64_t> words[4];
  for (auto& row : words)
    for (int i = 0; i < 200'008; ++i) row.push_back(random.bits());
  const kernels::Draws draws{words[0].data(), words[1].data(), words[2].data(), words[3].data()};
  for_others([&](const Kernels& other) {
    std::vector<double> expected(words[0].size()), found(words[0].size());
    generic().draw_exponentials(draws, 200'000, expected.data());
    other.draw_exponentials(draws, 200'000, found.data());
    CHECK(same_bits(found, expected));
  });
}

TEST_CASE("Powers of two have the same bits on every instruction set") {
  Randomness random(22);
  const std::vector<double> wild = wild_numbers(random, 100'000), wide = random.numbers(100'000, -1040, 1040);
  for_others([&](const Kernels& other) {
    for (const std::vector<double>& numbers : {wild, wide}) {
      std::vector<double> expected = numbers, found = numbers;
      generic().exponentiate(numbers.size(), expected.data());
      other.exponentiate(numbers.size(), found.data());
      CHECK(same_bits(found, expected));
    }
  });
}

TEST_CASE("Moves and powers of sums have the same bits on every instruction set") {
  Randomness random(23);
  for_others([&](const Kernels& other) {
    for (int repetition = 0; repetition < 2000; ++repetition) {
      const std::size_t lanes = lane_counts[random.bits() % lane_counts.size()];
      const std::vector<double> rows = wild_numbers(random, 4 * lanes);
      std::vector<float> noises;
      for (const double x : random.numbers(4 * lanes, -6, 6)) noises.push_back(static_cast<float>(x));
      std::vector<kernels::Term> terms;
      std::vector<kernels::NoiseTerm> noise_terms;
      const std::size_t cells = lanes / kernels::lane_multiple;
      const std::vector<double> weights = random.numbers(4 * cells, -1, 1);
      const std::vector<float> noise_weights(weights.rbegin(), weights.rend());
      for (std::size_t i = 0; i < 4; ++i) {
        terms.push_back({rows.data() + i * lanes, weights.data() + i * cells});
        noise_terms.push_back({noises.data() + i * lanes, noise_weights.data() + i * cells});
      }
      const std::vector<double> lows(cells, -30), highs(cells, 30);
      const std::size_t count = random.bits() % 5;
      const std::vector<double> constants = random.numbers(cells, -1, 1);
      const auto do_both = [&](const Kernels& kernels, std::vector<double>& out) {
        const kernels::Move move{.constants = constants.data(),
                                 .state = {terms.data(), count},
                                 .noise = {noise_terms.data(), count},
                                 .lows = lows.data(),
                                 .highs = highs.data(),
                                 .moved = out.data()};
        kernels.exponentiate_sum({terms.data(), count}, lanes, out.data() + lanes);
        const bool is_finite = kernels.move_rows(&move, 1, 0, lanes);
        for (double& x : out)
          if (std::isnan(x)) x = 0; // there are many kinds, all alike in meaning
        return is_finite;
      };
      std::vector<double> expected(2 * lanes), found(2 * lanes);
      REQUIRE(do_both(other, found) == do_both(generic(), expected));
      REQUIRE(same_bits(found, expected));
    }
  });
}

TEST_CASE("Clocks have the same bits on every instruction set") {
  Randomness random(24);
  for_others([&](const Kernels& other) {
    for (int repetition = 0; repetition < 300; ++repetition) {
      const std::size_t lanes = lane_counts[random.bits() % lane_counts.size()];
      const auto evaluate = static_cast<kernels::Evaluate>(random.bits() % 3);
      const double day = random.uniform(0, 50);
      ClockExample expected(random), found = expected;
      const bool wanted = run(generic(), expected, evaluate, day, lanes);
      REQUIRE(run(other, found, evaluate, day, lanes) == wanted);
      REQUIRE(same_bits(found.tiles, expected.tiles));
    }
  });
}

TEST_CASE("Counts, bins and sums have the same bits on every instruction set") {
  Randomness random(25);
  for_others([&](const Kernels& other) {
    for (std::size_t lanes = 1; lanes <= 300; ++lanes) {
      const std::vector<double> row = wild_numbers(random, lanes), tame = random.numbers(lanes, -1, 9);
      const kernels::Bins bins{random.uniform(-20, 0), random.uniform(0.5, 9), 1 + random.bits() % 256};
      const auto all_of = [&](const Kernels& kernels) {
        std::vector<std::uint32_t> found(8);
        std::vector<std::uint16_t> counts(bins.count);
        kernels.count_rungs(row.data(), 8, lanes, found.data());
        kernels.tally(row.data(), 0.7, bins, lanes, counts.data(), {});
        const kernels::Sums sums = kernels.tally(tame.data(), 0.7, bins, lanes, counts.data(), {});
        const kernels::Sums about = kernels.sums_about(tame.data(), -0.7, lanes);
        found.insert(found.end(), counts.begin(), counts.end());
        return std::pair{found,
                         std::vector<double>{sums.numbers, sums.squares, about.numbers, about.squares}};
      };
      const auto expected = all_of(generic()), found = all_of(other);
      REQUIRE(found.first == expected.first);
      REQUIRE(same_bits(found.second, expected.second));
    }
  });
}

} // namespace casus::test
