#include "comparisons.hpp"

#include <catch2/catch.hpp>

namespace casus::test {
namespace {

const std::string text = R"(
horizon: 50 days
step: 10 days
ladders:
  alert: {rungs: [low, high], start: low, up: {rate: 0.01 per day}}
  other: {rungs: [a, b, c], start: a}
)";
const std::string twice = "ladders.alert.up.rate=0.02 per day";

LadderDifference alert(const std::string& scenario, const std::vector<std::string>& settings,
                       const How& how) {
  return compared(scenario, settings, how).whatifs.at(0).ladders.at(0);
}

} // namespace

TEST_CASE("The rungs' occupancy differs over time by what the rates say") {
  const LadderDifference found = alert(text, {twice}, {100'000});
  CHECK(found.name == "alert");
  CHECK(found.rungs == std::vector<std::string>{"low", "high"});
  CHECK(found.days == std::vector<double>{0, 10, 20, 30, 40, 50});
  CHECK(found.difference[0] == std::vector<double>{0, 0});
  for (std::size_t k = 1; k < found.days.size(); ++k) {
    const double truth = std::exp(-found.days[k] / 50) - std::exp(-found.days[k] / 100);
    CHECK(agrees(found.difference[k][0], found.se[k][0], truth));
    CHECK_FALSE(agrees(found.difference[k][0], found.se[k][0], 1.1 * truth));
    CHECK(found.difference[k][1] == Approx(-found.difference[k][0]).epsilon(1e-12));
  }
}

TEST_CASE("The standard error of an occupancy's difference is that of paired trajectories") {
  // All that differ differ one way: d (1 - d) / n. Its estimate from 64 groups has a variance of 2 / 63 of
  // its square; over 20 seeds 4.5 standard errors are 18%.
  const double d = std::exp(-0.5) - std::exp(-1);
  double mean = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed)
    mean += std::pow(alert(text, {twice}, {20'000, seed}).se.back()[0], 2) / 20;
  CHECK(mean == Approx(d * (1 - d) / 20'000).epsilon(0.18));
}

TEST_CASE("The standard error of an occupancy's difference is that of worlds where there are several") {
  const std::string worlds = R"(
horizon: 50 days
step: 50 days
parameters: {lift: {value: {discrete: {0: 0.5, 1: 0.5}}}, pace: {value: 0.01}}
ladders: {alert: {rungs: [low, high], start: low, up: {rate: pace}}}
)";
  const double d = std::exp(-0.5) - std::exp(-1);
  const double variance = (d * d / 4 + d / 2 * (1 - d) / 100) / 200; // between worlds, and within their 100
  double mean = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed)
    mean +=
        std::pow(alert(worlds, {"ladders.alert.up.rate=pace * (1 + lift)"}, {20'000, seed, 200}).se.back()[0],
                 2) /
        20;
  CHECK(mean == Approx(variance).epsilon(0.18));
}

TEST_CASE("Few trajectories leave an occupancy's difference without a standard error") {
  const LadderDifference found = alert(text, {twice}, {100});
  CHECK(std::isnan(found.se.back()[0]));
  CHECK(found.difference.back()[1] > 0);
}

TEST_CASE("Only ladders with the same rungs are compared") {
  const Comparison found = compared(text, {"ladders.other.rungs=[a, b, d]"}, {100});
  REQUIRE(found.whatifs[0].ladders.size() == 1);
  CHECK(found.whatifs[0].ladders[0].name == "alert");
}

} // namespace casus::test
