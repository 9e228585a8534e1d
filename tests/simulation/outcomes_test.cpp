// What is asked of the paths: conditional outcomes, first passages and the intervals of probabilities.

#include "simulation/support.hpp"

#include <boost/math/distributions/poisson.hpp>

namespace casus::test {
namespace {

const std::string thinning = R"(
horizon: 10 days
step: 10 days
drivers: {early: {start: 0}}
triggers:
  shot: {rate: 0.3 per day}
  noon: {at: 5 days, effects: [set: {early: count(shot)}]}
outcomes:
  early_of_three: {value: early, given: count(shot) == 3}
  all_early: {when: early == 3, given: count(shot) == 3}
  none_early: {when: time >= 5 and early == 0, given: count(shot) == 3}
  never: {when: early == 3, given: count(shot) < 0}
  no_value: {value: early, given: count(shot) < 0}
)";

const std::string exponential = R"(
horizon: 40 days
step: 4 days
triggers: {shot: {rate: 0.02 per day, limit: 1}}
outcomes: {shot: {when: count(shot) == 1}}
)";

} // namespace

TEST_CASE("Given the number of events of a Poisson process, each fell on either half alike") {
  const Result result = simulate(thinning, {}, {200'000});
  const double expected = pdf(boost::math::poisson(3), 3);
  const double trials = static_cast<double>(outcome(result, "early_of_three").value->trials);
  CHECK(outcome(result, "early_of_three").conditional);
  CHECK_THAT(share(trials / 200'000, 200'000), Agrees(expected));
  CHECK_THAT(value_of(result, "early_of_three"), Agrees(1.5));
  CHECK(outcome(result, "early_of_three").value->sd == Approx(std::sqrt(0.75)).epsilon(0.02));
  CHECK_THAT(probability_of(result, "all_early"), Agrees(0.125));
  CHECK_THAT(probability_of(result, "none_early"), Agrees(0.125));
  CHECK(static_cast<double>(outcome(result, "all_early").event->trials) == trials);
  const Result biased = simulate(thinning, {"triggers.noon.at=5.1 days"}, {200'000});
  CHECK_THAT(value_of(biased, "early_of_three"), !Agrees(1.5));
}

TEST_CASE("What rests on no trajectory at all has no estimate") {
  const Result result = simulate(thinning, {}, {100});
  CHECK(outcome(result, "never").event->trials == 0);
  CHECK_FALSE(outcome(result, "never").event->probability.has_value());
  CHECK_FALSE(outcome(result, "no_value").value->mean.has_value());
}

TEST_CASE("First passages of an exponential time have its quantiles and its curve") {
  const Result result = simulate(exponential, {}, {200'000});
  const EventResult& event = *outcome(result, "shot").event;
  const auto passage = [](double q) { return -std::log1p(-q) / 0.02; };
  const auto error = [](double q) { return std::sqrt(q / (1 - q) / 200'000) / 0.02; };
  CHECK_THAT(Estimate({event.first_passage_p10.value(), error(0.1)}), Agrees(passage(0.1)));
  CHECK_THAT(Estimate({event.first_passage_p50.value(), error(0.5)}), Agrees(passage(0.5)));
  CHECK_FALSE(event.first_passage_p90.has_value()); // day 115 lies beyond the horizon
  REQUIRE(event.curve.size() == result.days.size());
  for (const double day : {0.0, 8.0, 40.0})
    CHECK_THAT(share(event.curve.at(grid_point(result, day)), 200'000), Agrees(-std::expm1(-0.02 * day)));
  const Result biased = simulate(exponential, {"triggers.shot.rate=0.0205 per day"}, {200'000});
  CHECK_THAT(Estimate({outcome(biased, "shot").event->first_passage_p50.value(), error(0.5)}),
             !Agrees(passage(0.5)));
}

TEST_CASE("An outcome counts what happened up to its day inclusive, and not after") {
  const Result result = simulate(R"(
horizon: 10 days
step: 4 days
triggers: {strike: {at: 5 days}, ladders_end: {at: 10 days}}
outcomes:
  just: {when: count(strike) > 0, by: 5 days}
  before: {when: count(strike) > 0, by: 4.99 days}
  at_the_end: {when: count(ladders_end) > 0}
  from_the_start: {when: count(strike) == 0, by: 0 days}
  on_the_day: {value: count(strike), at: 5 days}
)",
                                 {}, {10});
  CHECK(probability_of(result, "just").value == 1);
  CHECK(probability_of(result, "before").value == 0);
  CHECK(probability_of(result, "at_the_end").value == 1);
  CHECK(probability_of(result, "from_the_start").value == 1);
  CHECK(value_of(result, "on_the_day").value == 1);
}

TEST_CASE("A date's outcomes and series see the drivers' move, then its schedules, then what that set off") {
  const Result result = simulate(R"(
horizon: 20 days
step: 10 days
drivers: {x: {start: 1, mean: 0, half_life: 10 days}, y: {start: 0}}
triggers:
  halved: {upon: x < 0.6, effects: [set: {y: 1}]}
  doubling: {at: 10 days, effects: [scale: {x: 1.1}]}
outcomes:
  y_then: {value: y, at: 10 days}
  x_then: {value: x, at: 10 days, given: y == 1}
  before_the_move: {when: x > 1.05, by: 10 days}
  before_the_schedules: {when: x < 0.52, by: 10 days}
)",
                                 {}, {10});
  CHECK(value_of(result, "y_then").value == 1);
  CHECK(value_of(result, "x_then").value == Approx(0.55));
  CHECK(probability_of(result, "before_the_move").value == 0);
  CHECK(probability_of(result, "before_the_schedules").value == 0);
  CHECK(mean_of(result, "y", 10).value == 1);
}

// Newcombe, Statistics in Medicine 17 (1998) 857, table I, method 3.
TEST_CASE("An event outcome looks at its own last day, within a step too") {
  const std::string rising = R"(
horizon: 84 days
step: 3 weeks
drivers: {g: {trend: 0.1}, j: {start: 0, half_life: 5 days}}
triggers: {jolt: {at: 60 days, effects: [add: {j: 1}]}}
outcomes:
  then: {when: g > 7.2, by: 76.5 days}
  before: {when: g > 7.2, by: 71.5 days}
  fading: {when: j < 0.1 and count(jolt) > 0, by: 78 days}
)";
  for (const std::string step : {"1 day", "1 week", "3 weeks", "1 year"}) {
    INFO(step);
    const Result result = simulate(rising, {"step=" + step}, {16});
    CHECK(probability_of(result, "then").value == 1);
    CHECK(probability_of(result, "before").value == 0);
    CHECK(probability_of(result, "fading").value == 1);
  }
}

TEST_CASE("Probabilities come with the Wilson interval") {
  struct Published {
    std::uint64_t hits, trials;
    double low, high;
  };
  for (const Published& each : {Published{81, 263, 0.2553, 0.3662}, Published{15, 148, 0.0624, 0.1605},
                                Published{0, 20, 0.0000, 0.1611}, Published{1, 29, 0.0061, 0.1718}}) {
    const double chance = static_cast<double>(each.hits) / static_cast<double>(each.trials);
    const std::string text =
        "horizon: 1 day\nstep: 1 day\ntriggers: {e: {at: 1 day, probability: " + std::to_string(chance) +
        "}}\noutcomes: {e: {when: count(e) > 0}}\n";
    std::uint64_t seed = 1;
    const auto event = [&] { return *outcome(simulate(text, {}, {each.trials, seed}), "e").event; };
    while (event().hits != each.hits && seed < 1000) ++seed;
    REQUIRE(event().hits == each.hits);
    CHECK(event().ci95.low == Approx(each.low).margin(0.00006));
    CHECK(event().ci95.high == Approx(each.high).margin(0.00006));
  }
}

} // namespace casus::test
