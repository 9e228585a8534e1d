#include "tally/world_spread.hpp"

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/poisson_distribution.hpp>
#include <boost/random/uniform_01.hpp>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

namespace casus::test {
namespace {

using namespace tally;
using boost::math::quantile;

class Randomness {
public:
  explicit Randomness(std::uint64_t seed) : generator_(seed) {}
  double poisson(double mean) { return boost::random::poisson_distribution<int, double>(mean)(generator_); }
  /// Of the trials of a cell, with this chance.
  std::vector<double> hits(double chance) {
    std::vector<double> hits;
    for (int trial = 0; trial < 8; ++trial) hits.push_back(uniform() < chance ? 1 : 0);
    return hits;
  }
  double uniform() { return boost::random::uniform_01<double>()(generator_); }

private:
  boost::random::mt19937_64 generator_;
};

/// The trials of worlds, cell by cell, as a tally gathers them.
class Sample {
public:
  explicit Sample(std::uint64_t worlds) : worlds_(worlds), clusters_(clusters_of(worlds)) {}

  void add_cell(std::uint64_t world, const std::vector<double>& values) {
    Moments cell;
    double sum = 0;
    for (const double value : values) {
      cell.add(value);
      sum += value;
    }
    clusters_[cluster_of(world, worlds_)].add_cell(sum, cell);
    cells_.add(cell.mean);
  }

  std::optional<WorldSpread> of_shares() const {
    return spread_between(clusters_, worlds_, WorldMeans::shares());
  }
  std::optional<WorldSpread> of_values() const {
    return spread_between(clusters_, worlds_, WorldMeans::values(cells_));
  }

private:
  std::uint64_t worlds_;
  std::vector<WorldsSum> clusters_;
  SkewMoments cells_;
};

bool covers(const Interval& interval, double value) {
  return interval.low <= value && value <= interval.high;
}

/// How often, of 400 samples, the intervals of the spread and of its ends hold the right value.
struct Coverage {
  double sd = 0, p05 = 0, p95 = 0;
};

constexpr int repeats = 400;
/// Of 400 samples 95% are held; with 1 in 1,000 false alarms a count lies within 3.3 standard errors of that.
constexpr double least = 0.95 - 3.3 * 0.0109, most = 0.95 + 3.3 * 0.0109;

/// What is found of worlds whose chance of an event has a beta law, with so many cells of eight trials each.
WorldSpread sampled(Randomness& random, const boost::math::beta_distribution<>& law, std::uint64_t worlds,
                    int cells) {
  Sample sample(worlds);
  for (std::uint64_t world = 0; world < worlds; ++world) {
    const double p = quantile(law, random.uniform());
    for (int cell = 0; cell < cells; ++cell) sample.add_cell(world, random.hits(p));
  }
  return sample.of_shares().value();
}

Coverage coverage_of_shares(double a, double b, std::uint64_t worlds, int cells) {
  Randomness random(7);
  const boost::math::beta_distribution law(a, b);
  Coverage coverage;
  for (int repeat = 0; repeat < repeats; ++repeat) {
    const WorldSpread found = sampled(random, law, worlds, cells);
    coverage.sd += covers(found.sd_ci95, standard_deviation(law)) / double{repeats};
    coverage.p05 += covers(found.p05_ci95, quantile(law, 0.05)) / double{repeats};
    coverage.p95 += covers(found.p95_ci95, quantile(law, 0.95)) / double{repeats};
  }
  return coverage;
}

} // namespace

// Snedecor and Cochran, Statistical Methods, 7th ed., Table 13.3.1: calcium in four turnip leaves, four
// determinations each; components of variance: within 0.0066, between 0.0724.
TEST_CASE("The spread between worlds is the analysis of variance's") {
  const std::vector<std::vector<double>> leaves{
      {3.28, 3.09, 3.03, 3.03}, {3.52, 3.48, 3.38, 3.38}, {2.88, 2.80, 2.81, 2.76}, {3.34, 3.38, 3.23, 3.26}};
  Sample sample(leaves.size());
  for (std::size_t leaf = 0; leaf < leaves.size(); ++leaf) sample.add_cell(leaf, leaves[leaf]);
  const auto spread = sample.of_values();
  REQUIRE(spread);
  CHECK(spread->sd * spread->sd == Approx(0.0724).margin(5e-5));
  // With balanced normal data the interval of the variance of the leaves' means is that of chi squared with 3
  // degrees of freedom, 0.32 to 13.9 times the estimate (Searle, Casella, McCulloch 1992, sec. 3.6), less the
  // 0.0066 / 4 that chance adds; where squares scatter more than normal ones, it is wider.
  CHECK(std::pow(spread->sd_ci95.low, 2) < 0.0740 * 0.321 - 0.0066 / 4 + 1e-4);
  CHECK(std::pow(spread->sd_ci95.high, 2) > 0.0740 * 13.9 - 0.0066 / 4 - 1e-2);
}

TEST_CASE("Worlds that differ by chance alone show no spread") {
  Sample same(3);
  for (std::uint64_t world = 0; world < 3; ++world) same.add_cell(world, {0, 1, 0, 1, 0, 1, 0, 1});
  CHECK(same.of_shares()->sd == 0);
  CHECK(same.of_shares()->p05 == 0.5);
  Sample single(2);
  for (std::uint64_t world = 0; world < 2; ++world) single.add_cell(world, {static_cast<double>(world)});
  CHECK_FALSE(single.of_shares());
}

TEST_CASE("Intervals of the spread hold it as often as they say, with few and many worlds, small and deep") {
  const auto holds = [](const Coverage& coverage, double greatest = most) {
    INFO(coverage.sd << ", " << coverage.p05 << ", " << coverage.p95);
    CHECK((coverage.sd > least && coverage.sd < greatest));
    CHECK(
        (coverage.p05 > least && coverage.p95 > least)); // with the error of the mean, so that more may hold
  };
  SECTION("many small") { holds(coverage_of_shares(4, 6, 2500, 1)); }
  SECTION("rare") { holds(coverage_of_shares(0.5, 40, 2500, 1)); }
  SECTION("few and deep") { holds(coverage_of_shares(4, 6, 20, 50)); }
  SECTION("hardly apart, so that the interval ends at 0") { holds(coverage_of_shares(40, 60, 1000, 1), 1); }
}

TEST_CASE("The spread of shares does not depend on how deep worlds are") {
  for (const int cells : {1, 4, 40}) {
    Randomness random(8);
    const boost::math::beta_distribution law(2.0, 3.0);
    const WorldSpread found = sampled(random, law, 4000, cells);
    CHECK(found.sd == Approx(0.2).epsilon(0.04));
    CHECK(found.p05 == Approx(quantile(law, 0.05)).margin(0.02));
    CHECK(found.p95 == Approx(quantile(law, 0.95)).margin(0.02));
  }
}

TEST_CASE("Means of values that are skewed between worlds have their spread and its ends") {
  Randomness random(9);
  const boost::math::lognormal_distribution law(1.0, 0.6); // of the mean of a Poisson number
  Sample sample(20'000);
  for (std::uint64_t world = 0; world < 20'000; ++world) {
    const double mean = quantile(law, random.uniform());
    std::vector<double> values;
    for (int trial = 0; trial < 8; ++trial) values.push_back(random.poisson(mean));
    sample.add_cell(world, values);
  }
  const WorldSpread found = sample.of_values().value();
  CHECK(covers(found.sd_ci95, standard_deviation(law)));
  CHECK(found.p05 == Approx(quantile(law, 0.05)).margin(0.25));
  CHECK(found.p95 == Approx(quantile(law, 0.95)).epsilon(0.05));
}

} // namespace casus::test
