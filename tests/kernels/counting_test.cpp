// What tallies ask of rows: counts of rungs, bins, sums about a centre.

#include "kernels/support.hpp"

#include <algorithm>

namespace casus::test {
namespace {

/// Of any number of lanes, not only of whole vectors.
std::vector<std::size_t> lane_counts() {
  std::vector<std::size_t> all;
  for (std::size_t lanes = 1; lanes <= 40; ++lanes) all.push_back(lanes);
  for (const std::size_t lanes : {63, 64, 65, 100, 127, 128}) all.push_back(lanes);
  return all;
}

constexpr kernels::Bins bins{-1.5, 20, 60}; // up to 1.5

std::size_t plain_bin(double x) {
  return static_cast<std::size_t>(std::clamp((x - bins.low) * bins.per_unit, 0.0, bins.count - 1.0));
}

/// In sixteen parts, which are added up in their order.
kernels::Sums plain_sums(const double* row, double centre, std::size_t lanes) {
  double numbers[16] = {}, squares[16] = {};
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    const double x = row[lane] - centre;
    numbers[lane % 16] += x;
    squares[lane % 16] += x * x;
  }
  kernels::Sums sums;
  for (const double part : numbers) sums.numbers += part;
  for (const double part : squares) sums.squares += part;
  return sums;
}

bool are_same(const kernels::Sums& a, const kernels::Sums& b) {
  return same_bits(std::vector<double>{a.numbers, a.squares}, std::vector<double>{b.numbers, b.squares});
}

} // namespace

TEST_CASE("Lanes are counted on the rungs where they stand, and added to what is counted already") {
  Randomness random(11);
  for (const Kernels* kernels : all_kernels())
    for (const std::size_t lanes : lane_counts()) {
      std::vector<double> row(lanes);
      for (double& rung : row) rung = static_cast<double>(random.bits() % 7);
      std::vector<std::uint32_t> counts(6, 3), expected(6, 3);
      kernels->count_rungs(row.data(), 6, lanes, counts.data());
      for (const double rung : row)
        if (rung < 6) ++expected[static_cast<std::size_t>(rung)];
      INFO(name_of(kernels->instruction_set) << ", " << lanes << " lanes");
      REQUIRE(counts == expected);
    }
}

TEST_CASE("Sums about a centre are those of a plain loop in sixteen parts, and near the exact ones") {
  Randomness random(12);
  for (const Kernels* kernels : all_kernels())
    for (const std::size_t lanes : lane_counts()) {
      const std::vector<double> row = random.numbers(lanes, 99, 101);
      const kernels::Sums found = kernels->sums_about(row.data(), 100.25, lanes);
      INFO(name_of(kernels->instruction_set) << ", " << lanes << " lanes");
      REQUIRE(are_same(found, plain_sums(row.data(), 100.25, lanes)));
      long double numbers = 0, squares = 0;
      for (const double x : row) numbers += x - 100.25L, squares += (x - 100.25L) * (x - 100.25L);
      CHECK(found.numbers == Approx(static_cast<double>(numbers)).epsilon(0).margin(1e-13));
      CHECK(found.squares == Approx(static_cast<double>(squares)).epsilon(1e-14));
    }
}

TEST_CASE("Numbers fall into the bins where they belong, those beyond the ends into the last") {
  const std::vector<std::pair<double, std::size_t>> ends = {{-1.5, 0},      {std::nextafter(-1.5, -9), 0},
                                                            {1.5, 59},      {std::nextafter(1.5, 0), 59},
                                                            {-1e300, 0},    {1e300, 59},
                                                            {-INFINITY, 0}, {INFINITY, 59},
                                                            {-1.4501, 0},   {-1.4499, 1},
                                                            {0.001, 30},    {1.4501, 59}};
  for (const Kernels* kernels : all_kernels())
    for (const auto& [number, bin] : ends) {
      std::vector<std::uint16_t> counts(bins.count), expected(bins.count);
      kernels->tally(&number, 0, bins, 1, counts.data(), {});
      expected[bin] = 1;
      INFO(name_of(kernels->instruction_set) << ": " << number);
      CHECK(counts == expected);
    }
}

TEST_CASE("A tally counts bins and gives sums in one go") {
  Randomness random(14);
  for (const Kernels* kernels : all_kernels())
    for (const std::size_t lanes : lane_counts()) {
      const std::vector<double> row = random.numbers(lanes, -2, 2);
      std::vector<std::uint16_t> counts(bins.count, 5), expected(bins.count, 5);
      const kernels::Sums sums = kernels->tally(row.data(), 0.3, bins, lanes, counts.data(), {});
      for (const double x : row) ++expected[plain_bin(x)];
      INFO(name_of(kernels->instruction_set) << ", " << lanes << " lanes");
      REQUIRE(counts == expected);
      REQUIRE(are_same(sums, kernels->sums_about(row.data(), 0.3, lanes)));
    }
}

TEST_CASE("A tally counts apart the number of each bin that recurs") {
  Randomness random(15);
  std::vector<double> lumps(bins.count, std::nan(""));
  for (std::size_t bin = 0; bin < bins.count; bin += 2)
    lumps[bin] = bins.low + (static_cast<double>(bin) + 0.5) / bins.per_unit;
  for (const Kernels* kernels : all_kernels())
    for (const std::size_t lanes : lane_counts()) {
      std::vector<double> row = random.numbers(lanes, -1.5, 1.5);
      for (double& x : row) // half of them lie in the middle of a bin
        if (random.bits() % 2 == 0) x = bins.low + (static_cast<double>(plain_bin(x)) + 0.5) / bins.per_unit;
      std::vector<std::uint16_t> counts(bins.count), recurring(bins.count, 3), expected(bins.count, 3);
      kernels->tally(row.data(), 0, bins, lanes, counts.data(), {lumps.data(), recurring.data()});
      for (const double x : row)
        if (x == lumps[plain_bin(x)]) ++expected[plain_bin(x)];
      INFO(name_of(kernels->instruction_set) << ", " << lanes << " lanes");
      REQUIRE(recurring == expected);
    }
}

} // namespace casus::test
