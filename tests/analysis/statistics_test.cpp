#include "analysis/summaries.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace casus;
using namespace casus::analysis;

TEST_CASE("The median is the middle value, or the mean of the two in the middle") {
  CHECK(median_of({3}) == 3);
  CHECK(median_of({5, 1, 3}) == 3);
  CHECK(median_of({4, 1, 3, 2}) == 2.5);
}

TEST_CASE("A summary is what one computes by hand") {
  const Summary summary = summary_of({2, 4, 4, 4, 5, 5, 7, 9});
  CHECK(summary.mean == 5);
  CHECK(summary.median == 4.5);
  CHECK(summary.low == 2);
  CHECK(summary.high == 9);
  CHECK(summary.sd == Approx(std::sqrt(32.0 / 7)));
  CHECK(summary.cv() == Approx(std::sqrt(32.0 / 7) / 5));
  CHECK(summary_of({3}).sd == 0);
}

// Logarithms 0, ln 2, 2 ln 2: mean ln 2, deviation ln 2; the t distribution's 97.5% point at 2 degrees of
// freedom is 4.30265.
TEST_CASE("The interval of few ratios is Student's t on the logarithms") {
  const TimeRatio ratio = ratio_of({1, 10, 100}, {1, 40, 200});
  CHECK(ratio.pairs == 3);
  CHECK(ratio.median == 2);
  CHECK(ratio.low == 1);
  CHECK(ratio.high == 4);
  const double reach = std::exp(4.30265 * std::log(2) / std::sqrt(3));
  CHECK(ratio.ci95->low == Approx(2 / reach).epsilon(1e-5));
  CHECK(ratio.ci95->high == Approx(2 * reach).epsilon(1e-5));
}

TEST_CASE("Pairs cancel what slows both of them") {
  const TimeRatio ratio = ratio_of({1, 7, 3, 20}, {1.5, 10.5, 4.5, 30});
  CHECK(ratio.median == 1.5);
  CHECK(ratio.ci95->low == Approx(1.5));
  CHECK(ratio.ci95->high == Approx(1.5));
}

TEST_CASE("One pair has no interval, and what has no partner does not count") {
  const TimeRatio ratio = ratio_of({2, 5}, {3});
  CHECK(ratio.pairs == 1);
  CHECK(ratio.median == 1.5);
  CHECK_FALSE(ratio.ci95);
}

// P(fewer than k of n heads), doubled: 1/32 at n = 6, k = 1; 20/512 at n = 9, k = 2; 112/1024 at n = 10, k =
// 3 is too much.
TEST_CASE("The interval of six ratios or more lies between two of them, chosen by their ranks") {
  const auto interval = [](std::vector<double> ratios) {
    return *ratio_of(std::vector<double>(ratios.size(), 1), ratios).ci95;
  };
  CHECK(interval({3, 1, 2, 6, 5, 4}).low == 1);
  CHECK(interval({3, 1, 2, 6, 5, 4}).high == 6);
  CHECK(interval({9, 1, 8, 2, 7, 3, 6, 4, 5}).low == 2);
  CHECK(interval({9, 1, 8, 2, 7, 3, 6, 4, 500}).high == 9);
  CHECK(interval({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}).high == 9);
}
