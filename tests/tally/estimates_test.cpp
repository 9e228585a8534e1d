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
  std::vector<ClusterSum> worlds;
  for (int i = 0; i < 400; ++i) worlds.push_back({1, i % 4 == 0 ? 1.0 : 0.0});
  CHECK(clustered_se(worlds) == Approx(std::sqrt(0.25 * 0.75 / 399)).epsilon(1e-12));
}
