#include "tally/estimates.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace casus;
using namespace casus::tally;

// Newcombe 1998, "Two-sided confidence intervals for the single proportion", Table I, method 3.
TEST_CASE("Wilson's interval gives Newcombe's published limits") {
  struct Case {
    double hits, trials, low, high;
  };
  for (const Case& c : {Case{81, 263, 0.2553, 0.3662}, Case{15, 148, 0.0624, 0.1605}, Case{0, 20, 0, 0.1611},
                        Case{1, 29, 0.0061, 0.1718}}) {
    const Interval interval = wilson(c.hits / c.trials, c.trials, coverage_factor(1));
    CHECK(interval.low == Approx(c.low).margin(5e-5));
    CHECK(interval.high == Approx(c.high).margin(5e-5));
  }
}

TEST_CASE("With one trial a world the clustered error is the plain one") {
  std::vector<WorldSum> worlds;
  for (int i = 0; i < 400; ++i) worlds.push_back({1, i % 4 == 0 ? 1.0 : 0.0});
  CHECK(clustered_se(worlds) == Approx(std::sqrt(0.25 * 0.75 / 399)).epsilon(1e-12));
}

// Snedecor and Cochran, Statistical Methods, 7th ed., Table 13.3.1: calcium in four turnip leaves, four
// determinations each; components of variance: within 0.0066, between 0.0724.
TEST_CASE("The spread between worlds is the analysis of variance's") {
  const std::vector<std::vector<double>> leaves{
      {3.28, 3.09, 3.03, 3.03}, {3.52, 3.48, 3.38, 3.38}, {2.88, 2.80, 2.81, 2.76}, {3.34, 3.38, 3.23, 3.26}};
  std::vector<WorldSum> worlds;
  double sum = 0, squares = 0;
  for (const auto& leaf : leaves) {
    worlds.push_back({4, 0});
    for (const double x : leaf) {
      worlds.back().sum += x;
      sum += x;
      squares += x * x;
    }
  }
  const auto spread = spread_between(worlds, squares - sum * sum / 16);
  REQUIRE(spread);
  CHECK(spread->sd * spread->sd == Approx(0.0724).margin(5e-5));
}

TEST_CASE("Worlds that differ by chance alone show no spread") {
  const std::vector<WorldSum> same{{100, 50}, {100, 50}, {100, 50}};
  CHECK(spread_between(same, 300 * 0.25)->sd == 0);
  const std::vector<WorldSum> single{{1, 0}, {1, 1}};
  CHECK_FALSE(spread_between(single, 0.5));
}
