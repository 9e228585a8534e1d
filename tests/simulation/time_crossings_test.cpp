// A noisy driver that passes a level between two grid points has passed it: first passages against the
// reflection principle (Brownian motion) and against Kolmogorov's backward equation (Ornstein-Uhlenbeck).

#include "simulation/support.hpp"

#include <boost/math/distributions/normal.hpp>

namespace casus::test {
namespace {

constexpr double year = 365.25;

double normal_cdf(double z) { return cdf(boost::math::normal(), z); }
double normal_quantile(double p) { return quantile(boost::math::normal(), p); }

/// Reaches 1 by day 70 with the chance of a normal number beyond one standard deviation.
const double brownian_volatility = std::sqrt(year / 70);
double brownian_passage(double day) { return 2 * normal_cdf(-std::sqrt(70 / day)); }
double brownian_quantile(double p) { return 70 / std::pow(normal_quantile(1 - p / 2), 2); }
/// The density of the first passage.
double brownian_density(double day) {
  return std::sqrt(70 / day) / day * pdf(boost::math::normal(), std::sqrt(70 / day));
}

/// The chance that dx = -theta x dt + sigma dW from `start` reaches `level` within `days`: the backward
/// equation on a grid between a reflecting floor and the level, by Crank and Nicolson after four damping
/// steps of implicit Euler (Rannacher).
double passage(double theta, double sigma, double start, double level, double days) {
  constexpr int cells = 1600;
  constexpr int steps = 2000;
  const double floor = start - 8 * sigma * std::sqrt(days);
  const double dx = (level - floor) / cells, diffusion = sigma * sigma / (2 * dx * dx);
  std::vector<double> u(cells + 1, 0.0), down(cells), up(cells), c(cells), d(cells);
  u[cells] = 1;
  for (int i = 0; i < cells; ++i) {
    const double drift = -theta * (floor + i * dx) / (2 * dx);
    down[static_cast<std::size_t>(i)] = i == 0 ? 0 : diffusion - drift;
    up[static_cast<std::size_t>(i)] = i == 0 ? 2 * diffusion : diffusion + drift;
  }
  const auto advance = [&](double dt, double implicit) {
    for (std::size_t i = 0; i < cells; ++i) {
      const double below = i == 0 ? 0 : u[i - 1];
      d[i] = u[i] + (1 - implicit) * dt * (down[i] * (below - u[i]) + up[i] * (u[i + 1] - u[i]));
      c[i] = implicit * dt;
    }
    // Thomas' algorithm for (1 - implicit dt L) u = d, with u = 1 at the level.
    std::vector<double> ratio(cells), value(cells);
    for (std::size_t i = 0; i < cells; ++i) {
      const double low = -c[i] * down[i], high = -c[i] * up[i];
      const double pivot = 1 - low - high - (i == 0 ? 0 : -low * ratio[i - 1]);
      ratio[i] = -high / pivot;
      value[i] = (d[i] - (i == 0 ? 0 : low * value[i - 1])) / pivot;
    }
    for (std::size_t i = cells; i-- > 0;) u[i] = value[i] + ratio[i] * u[i + 1];
  };
  const double dt = days / steps;
  for (int k = 0; k < 4; ++k) advance(dt / 2, 1);
  for (int k = 2; k < steps; ++k) advance(dt, 0.5);
  const double place = (start - floor) / dx;
  const auto i = static_cast<std::size_t>(place);
  const double part = place - static_cast<double>(i);
  return (1 - part) * u[i] + part * u[i + 1];
}

const std::string brownian = R"(
horizon: 10 weeks
step: 1 week
drivers: {x: {start: 0, volatility: 2.2842629320761527}, on: {start: 0}}
triggers: {alarm: {upon: x > 1, limit: 1, effects: [set: {on: time}]}}
outcomes: {hit: {when: x > 1}, early: {when: x > 1, by: 31 days}}
)";

const std::string reverting = R"(
horizon: 10 weeks
step: 1 week
drivers: {x: {start: 0.2, mean: 0, half_life: 30 days, volatility: 2.5}}
triggers: {alarm: {upon: x > 1, limit: 1}}
outcomes: {hit: {when: x > 1}}
)";

const Run many{100'000};

bool is_within_half_a_point(const Estimate& estimate, double truth) {
  return std::abs(estimate.value - truth) <= 0.005;
}

} // namespace

TEST_CASE("A Brownian driver passes a level with the chance of the reflection principle, at any step") {
  CHECK(brownian_volatility == Approx(2.2842629320761527).epsilon(1e-10));
  const double truth = brownian_passage(70);
  CHECK(truth == Approx(0.3173).margin(0.0001));
  for (const std::string step : {"1 day", "1 week", "35 days", "10 weeks"}) {
    INFO(step);
    const Result result = simulate(brownian, {"step=" + step}, {step == "1 day" ? 40'000U : 100'000U});
    CHECK_THAT(probability_of(result, "hit"), Agrees(truth));
    CHECK_THAT(share(trigger(result, "alarm").share_fired, static_cast<double>(result.trajectories)),
               Agrees(truth));
  }
  // Looked at on grid points alone, it passes 0.583 of a step's noise less often (Broadie, Glasserman and
  // Kou).
  const double shifted = 2 * normal_cdf(-(1 + 0.5826 * std::sqrt(7.0 / 70)));
  CHECK(shifted < truth - 0.05);
  CHECK_THAT(probability_of(simulate(brownian, {}, many), "hit"), !Agrees(shifted));
  CHECK_THAT(probability_of(simulate(brownian, {"drivers.x.volatility=2.32"}, many), "hit"), !Agrees(truth));
}

TEST_CASE("A Brownian driver passes a level when the reflection principle says, also within steps") {
  for (const std::string step : {"1 week", "50 days", "200 days"}) {
    INFO(step);
    const Result result = simulate(brownian, {"horizon=200 days", "step=" + step}, many);
    const EventResult& event = *outcome(result, "hit").event;
    CHECK_THAT(probability_of(result, "early"), Agrees(brownian_passage(31)));
    const auto quantile_of = [](double estimate, double p) {
      return Estimate{estimate, std::sqrt(p * (1 - p) / 100'000) / brownian_density(brownian_quantile(p))};
    };
    CHECK_THAT(quantile_of(event.first_passage_p10.value(), 0.1), Agrees(brownian_quantile(0.1)));
    CHECK_THAT(quantile_of(event.first_passage_p50.value(), 0.5), Agrees(brownian_quantile(0.5)));
    CHECK_THAT(quantile_of(event.first_passage_p10.value(), 0.1), !Agrees(1.05 * brownian_quantile(0.1)));
    // What the alarm does, it does at that moment: the mean of the passages' times up to the horizon.
    double mean = 0;
    for (int k = 0; k < 200'000; ++k) {
      const double day = (k + 0.5) * 200 / 200'000;
      mean += day * brownian_density(day) * 200 / 200'000;
    }
    CHECK_THAT(mean_of(result, "on", 200), Agrees(mean));
  }
}

TEST_CASE("A Brownian driver that is set back within a step begins anew from there") {
  const double truth = 1 - (1 - brownian_passage(31)) * (1 - brownian_passage(39));
  const std::string set_back = "triggers.back={at: 31 days, effects: [set: {x: 0}]}";
  const Estimate hit = probability_of(simulate(brownian, {set_back}, {200'000}), "hit");
  CAPTURE(hit, truth);
  CHECK(is_within_half_a_point(hit, truth));
  CHECK_FALSE(is_within_half_a_point(hit, brownian_passage(70)));
}

TEST_CASE("A driver that reverts passes a level within half a point of its law with weekly steps") {
  CHECK(passage(0, brownian_volatility / std::sqrt(year), 0, 1, 70) ==
        Approx(brownian_passage(70)).margin(0.0003));
  const double truth = passage(std::log(2.0) / 30, 2.5 / std::sqrt(year), 0.2, 1, 70);
  CAPTURE(truth);
  for (const std::string step : {"1 day", "1 week"}) {
    INFO(step);
    const Result result = simulate(reverting, {"step=" + step}, {step == "1 day" ? 100'000U : 200'000U});
    const Estimate hit = probability_of(result, "hit");
    CAPTURE(hit);
    CHECK(is_within_half_a_point({hit.value, hit.se}, truth));
    CHECK(is_within_half_a_point({trigger(result, "alarm").share_fired, hit.se}, truth));
  }
  CHECK_FALSE(is_within_half_a_point(
      probability_of(simulate(reverting, {"drivers.x.volatility=2.6"}, many), "hit"), truth));
}

TEST_CASE("A driver that reverts passes a level as often with steps of many half-lives") {
  const double truth = passage(std::log(2.0) / 30, 2.5 / std::sqrt(year), 0.2, 1, 70);
  for (const std::string step : {"35 days", "70 days", "200 days"}) {
    INFO(step);
    const Estimate hit = probability_of(simulate(reverting, {"step=" + step}, many), "hit");
    CAPTURE(hit, truth);
    CHECK(is_within_half_a_point(hit, truth));
  }
  // Half a life of 3 days: the chord of a step of 70 days would have it pass nearly always.
  const double fast = passage(std::log(2.0) / 3, 2.5 / std::sqrt(year), 0.2, 1, 70);
  const std::vector<std::string> faster = {"drivers.x.half_life=3 days", "step=70 days"};
  const Estimate hit = probability_of(simulate(reverting, faster, many), "hit");
  CAPTURE(hit, fast);
  CHECK(is_within_half_a_point(hit, fast));
}

TEST_CASE("A path stays one path however often events look at it") {
  const double truth = brownian_passage(70);
  for (const std::string rate : {"0.3", "1.5"}) { // a day: 20 and 100 in a step
    INFO(rate);
    const std::string grains = "triggers.grain={rate: " + rate + " per day, effects: [add: {x: 1e-9}]}";
    const Result result = simulate(brownian, {grains, "step=70 days"}, many);
    CHECK_THAT(probability_of(result, "hit"), Agrees(truth));
    CHECK_THAT(share(trigger(result, "alarm").share_fired, 100'000), Agrees(truth));
  }
  CHECK_THAT(probability_of(simulate(brownian, {"step=70 days"}, many), "hit"), !Agrees(truth + 0.008));
}

TEST_CASE("A Brownian driver passes the level from which it starts at once") {
  const std::string from_level = R"(
horizon: 70 days
step: 35 days
drivers: {x: {start: 0, volatility: 1}}
triggers: {up: {upon: x > 0}, down: {upon: x < 0}}
outcomes: {above: {when: x > 0, by: 1 day}, below: {when: x < 0, by: 1 day}}
)";
  const Result result = simulate(from_level, {}, {1'000});
  for (const std::string way : {"up", "down"}) CHECK(trigger(result, way).share_fired == 1);
  for (const std::string way : {"above", "below"}) CHECK(probability_of(result, way).value == 1);
}

TEST_CASE("A driver with little noise, or none, passes a level on the day of its drift") {
  for (const std::string volatility : {"0", "1e-6", "0.01", "0.5"}) {
    INFO(volatility);
    const Result result = simulate(R"(
horizon: 20 days
step: 7 days
drivers: {b: {trend: 1, volatility: )" +
                                       volatility + R"(}}
triggers: {there: {upon: b > 10}}
outcomes: {passed: {when: b > 10, by: 10.5}, early: {when: b > 10, by: 9.5}}
)",
                                   {}, {2'000});
    CHECK(probability_of(result, "passed").value == 1);
    CHECK(probability_of(result, "early").value == 0);
    CHECK(trigger(result, "there").share_fired == 1);
  }
}

TEST_CASE("What a crossing sets off asks its gates one after the other") {
  const Result result = simulate(R"(
horizon: 70 days
step: 35 days
drivers: {x: {start: 0, volatility: 10}, open: {start: 1}}
triggers:
  first: {upon: x > 1, limit: 1, effects: [set: {open: 0}]}
  second: {upon: x > 1, when: open > 0 and x > 0.5}
outcomes: {hit: {when: x > 1}}
)",
                                 {}, {1'000});
  CHECK(trigger(result, "first").share_fired > 0.5);
  CHECK(trigger(result, "second").share_fired == 0);
}

TEST_CASE("What is set within a step is near there soon after, and its crossings begin there") {
  const std::string set = R"(
horizon: 1 year
step: 1 week
drivers: {m: {start: 0, volatility: 1}}
triggers: {s: {at: 64 days, effects: [set: {m: 1}]}}
outcomes:
  hour: {value: m, at: 64 days + 1 hour}
  square: {value: (m - 1) * (m - 1), at: 69 days}
  passed: {when: m > 1.2 and count(s) > 0, by: 69 days}
  crossing: {when: m > 1.1 and count(s) > 0}
)";
  const double variance = 5 / year;
  for (const std::string step : {"1 hour", "1 week", "60 days", "1 year"}) {
    INFO(step);
    const Result result = simulate(set, {"step=" + step}, {20'000});
    const Estimate near = value_of(result, "hour");
    CHECK(near.value == Approx(1).margin(5e-4));
    CHECK(near.se == Approx(std::sqrt(1 / year / 24 / 20'000)).epsilon(0.05));
    CHECK_THAT(value_of(result, "square"), Agrees(variance));
    const double passing = 2 * normal_cdf(-0.2 / std::sqrt(variance));
    CHECK(is_within_half_a_point(probability_of(result, "passed"), passing));
  }
}

} // namespace casus::test
