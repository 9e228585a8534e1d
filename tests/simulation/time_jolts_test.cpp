// What events add to drivers without noise fades from its own moment, whatever the step: the paths have
// closed forms, on grid points and on dates within steps.

#include "simulation/support.hpp"

#include <algorithm>

namespace casus::test {
namespace {

double theta(double half_life) { return std::log(2.0) / half_life; }

/// What is left after some days of 1 added to a driver …
double fading(double rate, double days) { return days < 0 ? 0 : std::exp(-rate * days); }
/// … and what has come of it to one that follows it with coefficient 1, at its own rate.
double followed(double rate, double own, double days) {
  if (days < 0) return 0;
  if (rate == own) return rate * days * std::exp(-rate * days);
  return own * (std::exp(-own * days) - std::exp(-rate * days)) / (rate - own);
}

const std::string jolted = R"(
horizon: 64 days
step: 8 days
drivers:
  x: {start: 0, mean: 0, half_life: 8 days}
  y: {start: 0, mean: 0, half_life: 20 days, follows: {x: 0.6}}
  z: {start: 0, mean: 0, half_life: 8 days, follows: {x: -1.5}}
triggers:
  first: {at: 12 days, effects: [add: {x: 1}]}
  second: {at: 13.3 days, effects: [add: {x: 2}]}
  third: {at: 32 days, effects: [add: {x: -0.5}]}
)";

const std::vector<double> asked = {12, 12.5, 13.3, 15.7, 16, 31.9, 32, 40, 47.123, 64};

std::string name_of(const std::string& driver, double day) {
  std::string name = driver + "_" + std::to_string(day);
  std::replace(name.begin(), name.end(), '.', '_');
  return name;
}

std::string questions(const std::vector<std::string>& drivers, const std::vector<double>& days) {
  std::string text = "outcomes:\n";
  for (const std::string& driver : drivers)
    for (const double day : days)
      text +=
          "  " + name_of(driver, day) + ": {value: " + driver + ", at: " + std::to_string(day) + " days}\n";
  return text;
}

std::vector<std::string> with_step(double step) { return {"step=" + std::to_string(step) + " days"}; }

const std::string shots = R"(
horizon: 32 days
step: 4 days
drivers:
  x: {start: 0, mean: 0, half_life: 4 days}
  y: {start: 0, mean: 0, half_life: 8 days, follows: {x: 0.7}}
triggers: {shot: {rate: 0.5 per day, effects: [add: {x: 1}]}}
)";

/// The integral of exp(-rate s) over s in [0, day].
double decayed(double rate, double day) { return (1 - std::exp(-rate * day)) / rate; }

/// Mean and variance (Campbell's theorem) of shots at 0.5 a day since day 0.
struct Shots {
  double mean_x, variance_x, mean_y, variance_y;
};
Shots law_of_shots(double day) {
  const double a = theta(4), b = theta(8), r = 0.5, pull = 0.7 * b / (a - b);
  return {r * decayed(a, day), r * decayed(2 * a, day), r * pull * (decayed(b, day) - decayed(a, day)),
          r * pull * pull * (decayed(2 * b, day) - 2 * decayed(a + b, day) + decayed(2 * a, day))};
}

RunOptions one_trajectory(std::uint64_t seed) {
  RunOptions options;
  options.trajectories = 1;
  options.seed = seed;
  return options;
}

const std::string bounded = R"(
horizon: 40 days
step: 5 days
drivers: {x: {start: 0.5, mean: 0, half_life: 5 days, bounds: [-1, 2]}}
triggers:
  up: {rate: 2 per day, effects: [add: {x: 0.7}]}
  down: {rate: 1 per day, effects: [add: {x: -1.9}]}
)";

/// The path through those events, clamped after each.
double clamped_path(const std::vector<TracedEvent>& events, double until) {
  double x = 0.5, day = 0;
  for (const TracedEvent& event : events) {
    x = std::clamp(x * fading(theta(5), event.day - day) + (event.trigger == 0 ? 0.7 : -1.9), -1.0, 2.0);
    day = event.day;
  }
  return x * fading(theta(5), until - day);
}

} // namespace

TEST_CASE("A jolt is whole on its day and fades from there, on the grid or off it, for followers too") {
  for (const double half_lives : {0.01, 0.25, 1.0, 4.0, 7.3}) {
    INFO(half_lives << " half-lives");
    const Result result =
        simulate(jolted + questions({"x", "y", "z"}, asked), with_step(8 * half_lives), {2});
    for (const double day : asked) {
      INFO("day " << day);
      const auto sum = [&](const auto& response) {
        return response(day - 12) + 2 * response(day - 13.3) - 0.5 * response(day - 32);
      };
      CHECK(value_of(result, name_of("x", day)).value ==
            Approx(sum([](double days) { return fading(theta(8), days); })).epsilon(1e-10));
      CHECK(value_of(result, name_of("y", day)).value ==
            Approx(0.6 * sum([](double days) { return followed(theta(8), theta(20), days); }))
                .epsilon(1e-10)
                .margin(1e-12));
      CHECK(value_of(result, name_of("z", day)).value ==
            Approx(-1.5 * sum([](double days) { return followed(theta(8), theta(8), days); }))
                .epsilon(1e-9)
                .margin(1e-12));
    }
  }
}

TEST_CASE("A jolt on a grid date is 1 in that day's series and one half a half-life later") {
  const Result result = simulate("horizon: 3 weeks\nstep: 1 week\n"
                                 "drivers: {x: {start: 0, mean: 0, half_life: 1 week}}\n"
                                 "triggers: {jolt: {at: 1 week, effects: [add: {x: 1}]}}\n",
                                 {}, {2});
  CHECK(driver(result, "x").mean == std::vector<double>{0, 1, 0.5, 0.25});
  // A step of first order would have moved the jolt with the step that ends there.
  CHECK(mean_of(result, "x", 7).value != Approx(0.5));
}

TEST_CASE("Shot noise has its mean and variance at grid points for any step, and so has what follows it") {
  const Shots law = law_of_shots(32);
  CHECK(law.mean_x == Approx(0.5 / theta(4)).epsilon(0.01));
  CHECK(law.variance_x == Approx(0.5 / (2 * theta(4))).epsilon(0.01));
  for (const double half_lives : {0.02, 0.25, 1.0, 4.0, 8.0}) {
    INFO(half_lives << " half-lives");
    const Result result = simulate(shots, with_step(4 * half_lives), {half_lives < 0.1 ? 10'000U : 100'000U});
    CHECK_THAT(mean_of(result, "x", 32), Agrees(law.mean_x));
    CHECK_THAT(variance_of(result, "x", 32, 3.5), Agrees(law.variance_x));
    CHECK_THAT(mean_of(result, "y", 32), Agrees(law.mean_y));
    CHECK_THAT(variance_of(result, "y", 32, 3.5), Agrees(law.variance_y));
    const double ratio = theta(4) * 4 * half_lives; // of a step that lets jolts fade with its whole length
    if (half_lives < 0.1) continue;
    CHECK_THAT(mean_of(result, "x", 32), !Agrees(law.mean_x * ratio / std::expm1(ratio)));
  }
  const Result biased = simulate(shots, {"triggers.shot.rate=0.51 per day"}, {100'000});
  CHECK_THAT(mean_of(biased, "x", 32), !Agrees(law.mean_x));
}

TEST_CASE("An event within a step reads a driver as it is at its moment, jolts of the same step included") {
  const std::string text = R"(
horizon: 40 days
step: 10 days
drivers:
  x: {start: 3, mean: 1, half_life: 10 days}
  y: {start: 0, mean: 0, half_life: 20 days, follows: {x: 1}}
  z: {start: 1, trend: 73.05 per year}
  seen: {start: 0}
  seen_y: {start: 0}
  seen_z: {start: 0}
  at_once: {start: 0}
triggers:
  jolt: {at: 4.2 days, effects: [add: {x: 1}, set: {at_once: x}]}
  note:
    at: 6.1 days
    effects: [set: {seen: x, seen_y: y, seen_z: z}]
)";
  const double a = theta(10), b = theta(20);
  const auto x = [&](double day) { return 1 + 2 * fading(a, day) + fading(a, day - 4.2); };
  const double y = (1 - std::exp(-b * 6.1)) + 2 * followed(a, b, 6.1) + followed(a, b, 6.1 - 4.2);
  for (const double half_lives : {0.01, 0.25, 1.0, 4.0}) {
    INFO(half_lives << " half-lives");
    const Result result = simulate(text, with_step(10 * half_lives), {2});
    CHECK(mean_of(result, "at_once", 40).value == Approx(x(4.2)).epsilon(1e-10));
    CHECK(mean_of(result, "seen", 40).value == Approx(x(6.1)).epsilon(1e-10));
    CHECK(mean_of(result, "seen_y", 40).value == Approx(y).epsilon(1e-10));
    CHECK(mean_of(result, "seen_z", 40).value == Approx(1 + 0.2 * 6.1).epsilon(1e-10));
    CHECK(mean_of(result, "x", 40).value == Approx(x(40)).epsilon(1e-10));
  }
}

TEST_CASE("An event drawn within a step reads what those before it have left") {
  const std::string text = R"(
horizon: 40 days
step: 40 days
drivers: {x: {start: 0, mean: 0, half_life: 10 days}, seen: {start: 0}}
triggers:
  jolt: {rate: 1 per day, effects: [add: {x: 1}]}
  note: {rate: 0.3 per day, effects: [set: {seen: x}]}
)";
  for (const double step : {0.1, 2.5, 10.0, 40.0}) {
    INFO("step " << step);
    const Trace told = trace(scenario_of(text, with_step(step)), one_trajectory(5), 0);
    double x = 0, day = 0;
    std::size_t notes = 0;
    for (const TracedEvent& event : told.events) {
      x *= fading(theta(10), event.day - day);
      day = event.day;
      if (event.trigger == 0) x += 1;
      if (event.trigger != 1) continue;
      ++notes;
      REQUIRE(event.alterations.size() == 1);
      CHECK(event.alterations[0].after == Approx(x).epsilon(1e-10).margin(1e-12));
    }
    CHECK(notes > 3);
    CHECK(told.final_drivers[0] == Approx(x * fading(theta(10), 40 - day)).epsilon(1e-10));
  }
}

TEST_CASE(
    "Under frequent jolts a bounded driver without noise takes the path that is clamped at each of them") {
  for (const double step : {0.05, 1.25, 5.0, 20.0, 40.0}) {
    INFO("step " << step);
    std::size_t clamped = 0;
    for (const std::uint64_t seed : {1, 2, 3, 4, 5}) {
      const Trace told = trace(scenario_of(bounded + questions({"x"}, {17.7, 40}), with_step(step)),
                               one_trajectory(seed), 0);
      std::vector<TracedEvent> early;
      for (const TracedEvent& event : told.events) {
        if (event.day <= 17.7) early.push_back(event);
        for (const Alteration& alteration : event.alterations)
          clamped += alteration.after == 2 || alteration.after == -1 ? 1 : 0;
      }
      CHECK(told.values[0].value() == Approx(clamped_path(early, 17.7)).epsilon(1e-9).margin(1e-10));
      CHECK(told.values[1].value() == Approx(clamped_path(told.events, 40)).epsilon(1e-9).margin(1e-10));
    }
    CHECK(clamped > 20);
  }
}

TEST_CASE("What follows with a coefficient of 0 is as if it did not follow") {
  const std::string text = jolted +
                           "outcomes:\n  x: {value: x, at: 15.7 days}\n  y: {value: y, at: 15.7 days}\n"
                           "  z: {value: z, at: 40 days}\n";
  const Result result = simulate(text, {"drivers.y.follows.x=0"}, {1});
  const double rate = theta(8);
  CHECK(outcome(result, "x").value->mean == Approx(fading(rate, 3.7) + 2 * fading(rate, 2.4)).epsilon(1e-12));
  CHECK(outcome(result, "y").value->mean == 0.0);
  CHECK(outcome(result, "z").value->mean ==
        Approx(-1.5 *
               (followed(rate, rate, 28) + 2 * followed(rate, rate, 26.7) - 0.5 * followed(rate, rate, 8)))
            .epsilon(1e-9));
}

} // namespace casus::test
