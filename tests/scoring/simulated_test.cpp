// Scores of simulated forecasts against closed forms.

#include "support.hpp"

#include "scoring/crps.hpp"

#include <catch2/catch.hpp>

#include <boost/math/distributions/poisson.hpp>
#include <cmath>

using namespace casus;
using namespace casus::test;

namespace {

const std::string spread_out = R"(horizon: 365.25 days
step: 365.25 days
drivers: {x: {start: 3, volatility: 2}}
outcomes: {x_then: {value: x}}
)";

// Of each world a mean, which chance then moves as much: in all a normal distribution of variance 2.
const std::string in_worlds = R"(horizon: 365.25 days
step: 365.25 days
parameters: {m: {value: {normal: [0, 1]}}}
drivers: {x: {start: m, volatility: 1}}
outcomes: {x_then: {value: x}}
)";

ValueScore value_score(const std::string& text, double observed, const RunOptions& options) {
  const std::vector<Observation> observations{{.outcome = "x_then", .is_event = false, .observed = observed}};
  return *score({scenario_text(text)}, observations, options).forecasts[0].outcomes[0].value;
}

} // namespace

TEST_CASE("The CRPS of a normal forecast is the closed form within its Monte Carlo error") {
  for (const double observed : {3.0, 4.5, -6.0}) {
    const ValueScore found = value_score(spread_out, observed, options_of(40'000));
    const double truth = crps_of_normal(3, 2, observed);
    INFO(found.crps.value << " ± " << found.crps.monte_carlo << ", in truth " << truth);
    CHECK(std::abs(found.crps.value - truth) < z_limit * found.crps.monte_carlo);
    CHECK(std::abs(found.crps.value - crps_of_normal(3, 3, observed)) > z_limit * found.crps.monte_carlo);
    CHECK(found.crps.monte_carlo < 0.02);
  }
}

TEST_CASE("The CRPS has no bias with few trajectories, which that of their empirical distribution has") {
  constexpr int seeds = 2000;
  const double truth = crps_of_normal(3, 2, 4);
  double sum = 0, squares = 0;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    const double found = value_score(spread_out, 4, options_of(5, seed)).crps.value;
    sum += found / seeds;
    squares += found * found / seeds;
  }
  const double se = std::sqrt((squares - sum * sum) / seeds);
  CHECK(std::abs(sum - truth) < z_limit * se);
  // Distances of a trajectory from itself make the empirical one larger by a fifth of half of 2 sd /
  // sqrt(pi).
  CHECK(2.0 * 2 / std::sqrt(3.14159) / 2 / 5 > z_limit * se);
}

TEST_CASE("The CRPS has no bias with few worlds, and its error is theirs") {
  constexpr int seeds = 1000;
  const double truth = crps_of_normal(0, std::sqrt(2.0), 1);
  double sum = 0, squares = 0, variances = 0;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    const ValueScore found = value_score(in_worlds, 1, options_of(200, seed, 20));
    sum += found.crps.value / seeds;
    squares += std::pow(found.crps.value, 2) / seeds;
    variances += std::pow(found.crps.monte_carlo, 2) / seeds;
  }
  const double variance = squares - sum * sum;
  CHECK(std::abs(sum - truth) < z_limit * std::sqrt(variance / seeds));
  // A variance of 1000 numbers is known to some 5%; that of worlds' squares is biased low by a few percent.
  CHECK(variances == Approx(variance).epsilon(0.25));
  // Independent trajectories with the same law would be far surer.
  const std::string independent = "horizon: 365.25 days\nstep: 365.25 days\n"
                                  "drivers: {x: {start: 0, volatility: 1.41421356}}\n"
                                  "outcomes: {x_then: {value: x}}\n";
  const ValueScore naive = value_score(independent, 1, options_of(200, 1));
  CHECK(std::pow(naive.crps.monte_carlo, 2) < variance / 2);
}

TEST_CASE("The Monte Carlo errors of probabilities' scores are their scatter between seeds") {
  constexpr int seeds = 400;
  const Scenario scenario = plain_scenario();
  const std::vector<Observation> observations{{.outcome = "war", .observed = 1.0}};
  const double p = 1 - std::exp(-1);
  double brier = 0, log = 0;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    const auto found = *score({scenario}, observations, options_of(400, seed)).forecasts[0].outcomes[0].event;
    brier += std::pow((found.brier.value - (1 - p) * (1 - p)) / found.brier.monte_carlo, 2) / seeds;
    log += std::pow((found.log.value + std::log(p)) / found.log.monte_carlo, 2) / seeds;
  }
  // Mean squares of 400 standard normals: 1 with a standard error of 0.07.
  CHECK(brier == Approx(1).margin(z_limit * 0.075));
  CHECK(log == Approx(1).margin(z_limit * 0.075));
}

TEST_CASE("A scenario's scores gather its outcomes, and leave out what cannot be scored") {
  const Scenario scenario = scenario_text(R"(horizon: 10 days
step: 10 days
triggers: {e: {rate: 0.1 per day}}
outcomes:
  war: {when: count(e) > 0}
  never: {when: count(e) > 0, given: count(e) > 1000}
  losses: {value: count(e)}
  later: {value: count(e)}
)");
  const std::vector<Observation> observations{
      {.outcome = "war", .observed = 0.0, .base = {0.5}},
      {.outcome = "never", .observed = 1.0},
      {.outcome = "losses", .is_event = false, .observed = 2, .base = {1, 3}},
      {.outcome = "later", .is_event = false}};
  const Scores scores = score({scenario}, observations, options_of(10'000));
  const ForecastScores& found = scores.forecasts.at(0);
  REQUIRE(found.outcomes.size() == 2);
  REQUIRE(found.left_out.size() == 2);
  CHECK(found.left_out[0].outcome == "later");
  CHECK_THAT(found.left_out[1].reason, Catch::Contains("no trajectory met its condition"));
  CHECK(found.brier->count == 1);
  CHECK(*found.brier->skill == Approx(1 - found.brier->mean / 0.25));
  CHECK(found.brier->monte_carlo == Approx(found.outcomes[0].event->brier.monte_carlo).epsilon(0.01));
  CHECK_FALSE(found.brier->se);
  CHECK_THAT(found.doubt, Catch::StartsWith("1 event is too few"));
  // E|N - 2| - E|N - N'| / 2 of a Poisson number of mean 1, and of {1, 3}: 1 - 2/4.
  const boost::math::poisson law(1);
  double truth = 0;
  for (int n = 0; n < 30; ++n)
    for (int m = 0; m < 30; ++m)
      truth += pdf(law, n) * pdf(law, m) * (std::abs(n - 2) - std::abs(n - m) / 2.0);
  CHECK(std::abs(found.crps->mean - truth) < z_limit * found.crps->monte_carlo);
  CHECK(*found.outcomes[1].value->crps.base == Approx(0.5));
  CHECK(scores.ranking.empty());
}

TEST_CASE("Without base rates events are compared with the share of them that happened") {
  const std::vector<Observation> observations{{.outcome = "war", .observed = 1.0},
                                              {.outcome = "peace", .observed = 0.0}};
  const auto found = score({plain_scenario()}, observations, options_of(1000)).forecasts[0];
  CHECK(found.outcomes[0].event->base == 0.5);
  CHECK_FALSE(found.outcomes[0].event->base_is_given);
  CHECK(*found.brier->base == Approx(0.25));
  CHECK(found.outcomes[1].event->log_is_guarded);
}

TEST_CASE("Scenarios that forecast the same are ranked by their scores") {
  const auto at_rate = [](const std::string& rate, const std::string& file) {
    return scenario_text("horizon: 10 days\nstep: 10 days\ntriggers: {e: {rate: " + rate + "}, f: {rate: " +
                             rate + "}}\noutcomes: {war: {when: count(e) > 0}, coup: {when: count(f) > 0}}\n",
                         file);
  };
  const std::vector<Observation> observations{{.outcome = "war", .observed = 1.0},
                                              {.outcome = "coup", .observed = 1.0}};
  const Scores scores = score({at_rate("0.01 per day", "low.yaml"), at_rate("0.2 per day", "high.yaml")},
                              observations, options_of(2000));
  REQUIRE(scores.ranking.size() == 2);
  CHECK(scores.ranking[0].forecast == 1);
  CHECK(scores.ranking[0].behind == 0);
  CHECK(scores.ranking[1].behind ==
        Approx(scores.forecasts[0].brier->mean - scores.forecasts[1].brier->mean));
  CHECK(scores.ranking[1].se.has_value());
}

TEST_CASE("Scores are the same to the last bit for any number of threads") {
  const auto found = [](int threads) {
    RunOptions options = options_of(5000, 3, 100);
    options.threads = threads;
    return value_score(in_worlds, 1, options).crps;
  };
  CHECK(found(1).value == found(3).value);
  CHECK(found(1).monte_carlo == found(2).monte_carlo);
}

TEST_CASE("A scenario that is given twice is refused, since both would have one name") {
  const Scenario scenario = plain_scenario();
  CHECK_THROWS_WITH(score({scenario, scenario}, {{.outcome = "war", .observed = 1.0}}, options_of(10)),
                    Catch::Contains("'s.yaml' is given twice"));
}

TEST_CASE("More answers than memory holds are refused") {
  CHECK_THROWS_WITH(value_score(spread_out, 1, options_of(100'000'000)),
                    Catch::Contains("choose at most 32000000 trajectories"));
}
