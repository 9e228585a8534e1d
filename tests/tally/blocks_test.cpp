#include "tally/blocks.hpp"
#include "tally/sample_moments.hpp"

#include <catch2/catch.hpp>
#include <set>

using namespace casus::tally;

TEST_CASE("Blocks hold every trajectory once, in its own world") {
  for (const auto& [trajectories, worlds] :
       {std::pair{1, 1}, {255, 1}, {256, 1}, {257, 1}, {1000, 7}, {1793, 7}, {1800, 7}, {50, 7}}) {
    const Blocks blocks(static_cast<std::uint64_t>(trajectories), static_cast<std::uint64_t>(worlds));
    std::set<std::uint64_t> seen;
    for (std::uint64_t b = 0; b < blocks.count(); ++b) {
      const auto spec = blocks[b];
      REQUIRE(spec.lanes > 0);
      for (std::size_t lane = 0; lane < spec.lanes; ++lane) {
        const std::uint64_t trajectory = spec.first + lane;
        CHECK(trajectory / 8 % static_cast<std::uint64_t>(worlds) == spec.world(lane));
        CHECK(seen.insert(trajectory).second);
      }
    }
    CHECK(seen.size() == static_cast<std::size_t>(trajectories));
    CHECK(*seen.rbegin() == static_cast<std::uint64_t>(trajectories) - 1);
  }
}

TEST_CASE("Moments keep their digits far from zero and merge to those of the whole") {
  Moments whole, left, right;
  for (int i = 0; i < 1000; ++i) {
    const double x = 1e9 + i % 10;
    whole.add(x);
    (i < 300 ? left : right).add(x);
  }
  left.merge(right);
  CHECK(whole.variance() == Approx(8.25 * 1000 / 999).epsilon(1e-8));
  CHECK(left.variance() == Approx(whole.variance()).epsilon(1e-8));
  CHECK(left.mean == Approx(1e9 + 4.5).epsilon(1e-15));
}
