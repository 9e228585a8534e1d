// Scores against values computed by hand.

#include "scoring/crps.hpp"
#include "scoring/event_score.hpp"
#include "scoring/mean_score.hpp"
#include "scoring/reliability.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>

using namespace casus;
using namespace casus::scoring;

namespace {

const double not_a_trial = std::numeric_limits<double>::quiet_NaN();

} // namespace

TEST_CASE("An event's scores are those computed by hand") {
  // 3 of 5 trials: p = 0.6.
  const std::vector<double> answers{1, 0, 1, not_a_trial, 1, 0};
  EventScore score = event_score({answers, 1, true});
  CHECK(score.hits == 3);
  CHECK(score.trials == 5);
  CHECK(score.brier.value == Approx(0.16));
  CHECK(score.log.value == Approx(std::log(5.0 / 3)));
  CHECK(score.se == Approx(std::sqrt(0.24 / 5)));
  CHECK(score.log.monte_carlo == Approx(std::sqrt(0.24 / 5) / 0.6));
  CHECK_FALSE(score.log_is_guarded);
  add_base(score, 0.5, true);
  CHECK(*score.brier.base == Approx(0.25));
  CHECK(*score.log.base == Approx(std::log(2)));
  const EventScore other = event_score({answers, 1, false});
  CHECK(other.brier.value == Approx(0.36));
  CHECK(other.log.value == Approx(-std::log(0.4)));
}

TEST_CASE("A forecast without a hit has a finite logarithmic score: half a hit in one more trial") {
  const std::vector<double> answers(9, 0.0);
  EventScore score = event_score({answers, 1, true});
  CHECK(score.log_is_guarded);
  CHECK(score.log.value == Approx(std::log(20)));
  CHECK(score.brier.value == 1);
  CHECK(score.se > 0);
  CHECK(event_score({answers, 1, false}).log.value == Approx(-std::log(0.95)));
  add_base(score, 0, true);
  CHECK(std::isinf(*score.log.base));
}

TEST_CASE("Over worlds the error is that of clusters") {
  // Worlds 0 and 1 in turn: all of world 0 hit, none of world 1. One in two, by two clusters: sd of the means
  // sqrt(1/2), over sqrt(2) worlds.
  std::vector<double> answers(16, 0);
  std::fill_n(answers.begin(), 8, 1.0);
  CHECK(event_score({answers, 2, true}).se == Approx(0.5));
  CHECK(event_score({answers, 1, true}).se == Approx(std::sqrt(0.25 / 16)));
}

TEST_CASE("The CRPS of a few numbers is the one computed by hand") {
  // {1, 2, 4} against 3: mean distance 4/3; pairs 1, 3, 2: mean of the 9 ordered ones 12/9.
  CHECK(crps({4, 1, 2}, 3) == Approx(4.0 / 3 - 6.0 / 9));
  CHECK(crps({5}, 3) == Approx(2));
  const std::vector<double> answers{1, not_a_trial, 4, 2};
  const ForecastSample sample(answers, 1);
  CHECK(sample.count() == 3);
  CHECK(sample.mean() == Approx(7.0 / 3));
  CHECK(sample.below(3) == Approx(2.0 / 3));
  CHECK(sample.below(2) == Approx(0.5));
  CHECK(sample.crps(3) == Approx(4.0 / 3 - 1)); // without bias the mean of 6 ordered pairs
}

TEST_CASE("The CRPS is the integral of the squared distance of the distribution functions") {
  const std::vector<double> numbers{-1.5, 0.25, 0.25, 3, 10};
  for (const double y : {-4.0, 0.25, 2.0, 20.0}) {
    double integral = 0;
    constexpr double step = 1e-3;
    for (double x = -6 + step / 2; x < 24; x += step) {
      double share = 0;
      for (const double number : numbers) share += number <= x ? 0.2 : 0;
      integral += step * std::pow(share - (x >= y ? 1 : 0), 2);
    }
    CHECK(crps(numbers, y) == Approx(integral).margin(2e-3));
  }
}

TEST_CASE("Pairs of one world do not count where there are several") {
  // Worlds {0, 10} and {1, 13}: distances between them 1, 13, 9, 3, on average 6.5.
  std::vector<double> answers(16, not_a_trial);
  answers[0] = 0, answers[1] = 10, answers[8] = 1, answers[9] = 13;
  CHECK(ForecastSample(answers, 2).crps(0) == Approx(6 - 6.5 / 2));
}

TEST_CASE("Means have the scatter of the outcomes, and a skill against the base") {
  ScoreMean scores;
  const std::vector<double> none(4);
  scores.add({.value = 0.1, .base = 0.2}, none);
  scores.add({.value = 0.3, .base = 0.5}, none);
  scores.add({.value = 0.2, .base = std::nullopt}, none);
  const auto mean = scores.mean(1);
  CHECK(mean->count == 3);
  CHECK(mean->mean == Approx(0.2));
  CHECK(*mean->se == Approx(0.1 / std::sqrt(3)));
  CHECK(*mean->base == Approx(0.35));
  CHECK(*mean->skill == Approx(1 - 0.2 / 0.35));
  CHECK(*mean->gain_se == Approx(0.05)); // gains 0.1 and 0.2
  CHECK_FALSE(ScoreMean().mean(1));
}

TEST_CASE("Errors of one simulation add up in a mean as its trajectories do") {
  ScoreMean together, against;
  const std::vector<double> up{1, -1, 1, -1}, down{-1, 1, -1, 1};
  together.add({}, up);
  together.add({}, up);
  against.add({}, up);
  against.add({}, down);
  CHECK(together.mean(1)->monte_carlo == Approx(std::sqrt(4.0 / 3 * 4)));
  CHECK(against.mean(1)->monte_carlo == 0);
  ScoreMean in_worlds;
  std::vector<double> by_world(16, 1);
  std::fill_n(by_world.begin(), 8, -1.0);
  in_worlds.add({}, by_world);
  CHECK(in_worlds.mean(2)->monte_carlo == Approx(std::sqrt(2.0 * (8 * 8 + 8 * 8))));
}

TEST_CASE("Reliability, resolution and uncertainty are those computed by hand, and sum to the Brier score") {
  // Bin 0.2: 0.2 twice, one of which came; bin 0.8: 0.8 twice, both of which came.
  const std::vector<Forecast> forecasts{{0.2, false}, {0.2, true}, {0.8, true}, {0.8, true}};
  const auto table = reliability_of(forecasts);
  REQUIRE(table.size() == 2);
  CHECK(table[0].low == Approx(0.2));
  CHECK(table[0].count == 2);
  CHECK(table[0].forecast == Approx(0.2));
  CHECK(table[0].observed == Approx(0.5));
  CHECK(table[0].ci95.low == Approx(0.0945).margin(1e-4)); // Wilson, 1 of 2
  CHECK(table[1].ci95.high == 1);
  const auto parts = decomposition_of(forecasts);
  CHECK(parts.uncertainty == Approx(0.1875));
  CHECK(parts.reliability == Approx(0.5 * 0.09 + 0.5 * 0.04));
  CHECK(parts.resolution == Approx(0.0625));
  CHECK(parts.within_bins == Approx(0).margin(1e-12));
}

TEST_CASE("What forecasts differ within a bin is told apart") {
  const std::vector<Forecast> forecasts{{0.41, false}, {0.49, true}};
  const auto parts = decomposition_of(forecasts);
  const double brier = (0.41 * 0.41 + 0.51 * 0.51) / 2;
  CHECK(parts.reliability == Approx(0.0025));
  CHECK(parts.reliability - parts.resolution + parts.uncertainty + parts.within_bins == Approx(brier));
  CHECK(parts.within_bins == Approx(brier - 0.2525)); // variance 0.0016 less twice the covariance 0.02
}

TEST_CASE("The ends belong to the first and the last bin") {
  const std::vector<Forecast> forecasts{{0, false}, {1, true}, {0.1, false}};
  const auto table = reliability_of(forecasts);
  REQUIRE(table.size() == 3);
  CHECK(table[0].low == 0);
  CHECK(table[1].low == Approx(0.1));
  CHECK(table[2].high == 1);
}

TEST_CASE("The Brier score to be expected is that of forecasts which are right") {
  const std::vector<Forecast> forecasts{{0.2, false}, {0.9, true}};
  const auto expected = expected_brier(forecasts);
  CHECK(expected.mean == Approx((0.16 + 0.09) / 2));
  CHECK(expected.sd == Approx(std::sqrt(0.36 * 0.16 + 0.64 * 0.09) / 2));
  CHECK(*expected.z == Approx(((0.04 + 0.01) / 2 - 0.125) / expected.sd));
  CHECK_FALSE(expected_brier(std::vector<Forecast>{{0.5, true}}).z);
}
