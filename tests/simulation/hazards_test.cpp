// Hazards of triggers: log-linear in frozen drivers, gated, limited, and at rest after a firing.

#include "simulation/renewal.hpp"
#include "simulation/support.hpp"

#include <boost/math/distributions/poisson.hpp>

namespace casus::test {
namespace {

const std::string log_linear = R"(
horizon: 30 days
step: 10 days
drivers: {reach: {start: 0.7}, resolve: {start: -0.4}}
triggers:
  strike: {rate: 6 per year, weights: {reach: 1.5, resolve: 0.5, "reach > 0.5": 0.8, "reach > 1": 9, "reach * resolve": 0.5}}
outcomes:
  struck: {when: count(strike) > 0}
  struck_early: {when: count(strike) > 0, by: 12 days}
)";

/// Chance of at least one event at a rate of `per_year` by `day`.
double chance(double per_year, double day) { return -std::expm1(-per_year / 365.25 * day); }

const double hazard = 6 * std::exp(1.5 * 0.7 - 0.5 * 0.4 + 0.8 - 0.5 * 0.28);

const std::string gated = R"(
horizon: 30 days
step: 10 days
drivers: {open: {start: 0}}
triggers:
  opening: {at: 12 days, effects: [set: {open: 1}]}
  closing: {rate: 0.05 per day, when: open == 1, effects: [set: {open: 0}]}
  visit: {rate: 0.4 per day, when: open == 1}
)";

/// After `count` at most `limit` firings of a Poisson process with that mean.
double mean_of_limited(double mean, int limit) {
  const boost::math::poisson law(mean);
  double sum = 0;
  for (int n = 0; n < limit; ++n) sum += n * pdf(law, n);
  return sum + limit * cdf(complement(law, limit - 1));
}

const std::string resting = R"(
horizon: 60 days
step: 1 day
triggers: {shot: {rate: 0.3 per day, cooldown: 5 days}}
)";

} // namespace

TEST_CASE("A hazard is its rate times the exponential of its weighted terms") {
  const Result result = simulate(log_linear, {}, {200'000});
  CHECK_THAT(probability_of(result, "struck"), Agrees(chance(hazard, 30)));
  CHECK_THAT(probability_of(result, "struck_early"), Agrees(chance(hazard, 12)));
  CHECK_THAT(count_of(result, "strike"), Agrees(hazard / 365.25 * 30));
  CHECK_THAT(share(trigger(result, "strike").share_fired, 200'000), Agrees(chance(hazard, 30)));
  const Result biased = simulate(log_linear, {"triggers.strike.weights.reach=1.53"}, {200'000});
  CHECK_THAT(count_of(biased, "strike"), !Agrees(hazard / 365.25 * 30));
}

TEST_CASE("A hazard with a closed gate does not run") {
  const Result result = simulate(gated, {}, {200'000});
  const double days_open = -std::expm1(-0.05 * 18) / 0.05;
  CHECK_THAT(count_of(result, "visit"), Agrees(0.4 * days_open));
  CHECK_THAT(count_of(result, "closing"), Agrees(0.05 * days_open));
  CHECK_THAT(count_of(simulate(gated, {"triggers.closing.rate=0.053 per day"}, {200'000}), "visit"),
             !Agrees(0.4 * days_open));
}

TEST_CASE("A limit caps the number of firings") {
  const std::string text =
      "horizon: 10 days\nstep: 10 days\ntriggers: {shot: {rate: 0.25 per day, limit: 2}}\n";
  CHECK_THAT(count_of(simulate(text), "shot"), Agrees(mean_of_limited(2.5, 2)));
  CHECK_THAT(count_of(simulate(text, {"triggers.shot.rate=0.26 per day"}), "shot"),
             !Agrees(mean_of_limited(2.5, 2)));
}

TEST_CASE("A cooldown is the dead time of a counter, at every step") {
  const double truth = mean_with_dead_time(0.3, 5, 60);
  for (const std::string step : {"0.02", "1", "5", "7", "60"}) {
    INFO("step " << step);
    CHECK_THAT(count_of(simulate(resting, {"step=" + step + " days"}, {20'000}), "shot"), Agrees(truth));
  }
  CHECK_THAT(count_of(simulate(resting, {"triggers.shot.cooldown=5.2 days"}, {20'000}), "shot"),
             !Agrees(truth));
}

TEST_CASE("An event that another trigger's hazard does not read does not end its cooldown early") {
  const std::vector<std::string> busy = {"triggers.noise={rate: 20 per day}"};
  CHECK_THAT(count_of(simulate(resting, busy, {20'000}), "shot"), Agrees(mean_with_dead_time(0.3, 5, 60)));
}

TEST_CASE("A hazard that reads a date turns on it, whether or not anything else happens") {
  const std::string text = R"(
horizon: 10 days
step: 10 days
drivers: {ticks: {start: 0}}
triggers:
  tick: {rate: 50 per day, effects: [add: {ticks: 1}]}
  weighted: {rate: 1 per day, weights: {time >= 5: -50, ticks: 1e-9}}
  gated: {rate: 1 + 0 * ticks, when: time < 5}
  deaf: {rate: 1 per day, when: time < 5}
)";
  const Result result = simulate(text, {}, {20'000});
  for (const std::string name : {"weighted", "gated", "deaf"}) CHECK_THAT(count_of(result, name), Agrees(5));
  CHECK_THAT(count_of(simulate(text, {"triggers.deaf.when=time < 5.1"}, {20'000}), "deaf"), !Agrees(5));
}

TEST_CASE("Two hazards that compete share the first event in proportion") {
  const std::string text = R"(
horizon: 100 days
step: 100 days
triggers:
  war: {rate: 0.010 per day, when: count(peace) == 0, limit: 1}
  peace: {rate: 0.025 per day, when: count(war) == 0, limit: 1}
)";
  const double war = 0.010 / 0.035 * -std::expm1(-3.5);
  CHECK_THAT(count_of(simulate(text), "war"), Agrees(war));
  CHECK_THAT(count_of(simulate(text, {"triggers.peace.rate=0.027 per day"}), "war"), !Agrees(war));
}

TEST_CASE("Windowed counts and times since a firing change at their own moments") {
  const std::string text = R"(
horizon: 10 days
step: 1 day
drivers: {seen: {start: 0}, waited: {start: 0}, own: {start: 9}, early: {start: 0}, emptied: {start: 0}}
triggers:
  first: {at: [2 days, 4 days, 5 days]}
  asked:
    at: 6 days
    effects:
      - set:
          seen: count(first, 2 days)
          waited: since(first)
          own: min(since(asked), 1)
  during: {rate: 1000 per day, limit: 1, when: since(first) < 2.5 and time > 5, effects: [set: {early: time}]}
  after:
    rate: 1000 per day
    limit: 1
    when: count(first, 2 days) == 0 and time > 5
    effects: [set: {emptied: time}]
  never: {rate: 100 per day, when: since(never) < 10}
)";
  for (const std::string step : {"0.7", "1", "10"}) {
    INFO("step " << step);
    const Result result = simulate(text, {"step=" + step + " days"}, {1000});
    CHECK(mean_of(result, "seen", 10).value == 1); // of (4, 6]
    CHECK(mean_of(result, "waited", 10).value == Approx(1));
    CHECK(mean_of(result, "own", 10).value == 0);
    CHECK_THAT(mean_of(result, "early", 10), Agrees(5.001));
    CHECK_THAT(mean_of(result, "emptied", 10), Agrees(7.001));
    CHECK(count_of(result, "never").value == 0);
  }
}

} // namespace casus::test
