// A scenario that runs away, or whose numbers fail, ends soon with an error that says which part, which
// trajectory and which date.

#include "simulation/support.hpp"

#include "casus/errors.hpp"

namespace casus::test {
namespace {

/// The message of the error that the scenario ends with.
std::string error_of(const std::string& text) {
  std::string message = "no error";
  try {
    simulate("horizon: 1 year\nstep: 1 week\n" + text, {}, {100});
  } catch (const RunError& error) {
    message = error.what();
  }
  return message;
}

/// Has the names, a trajectory and a date.
void check_tells(const std::string& message, const std::vector<std::string>& names) {
  INFO(message);
  for (const std::string& name : names) CHECK_THAT(message, Catch::Contains("'" + name + "'"));
  CHECK_THAT(message, Catch::Matches(".*trajectory [0-9]+.*"));
  CHECK_THAT(message, Catch::Matches(".*202[01]-[0-9]{2}-[0-9]{2}.*"));
}

} // namespace

TEST_CASE("A rate that excites itself without bound is an error that names its trigger") {
  check_tells(error_of("drivers: {panic: {start: 1}}\n"
                       "triggers: {run: {rate: panic ^ 2, effects: [add: {panic: 1}]}}\n"),
              {"run"});
  check_tells(
      error_of("drivers: {panic: {start: 1}}\n"
               "triggers: {run: {rate: 1 per day, weights: {panic: 1}, effects: [add: {panic: 1}]}}\n"),
      {"run"});
}

TEST_CASE("Threshold triggers that set each other off without end are an error that names one") {
  check_tells(error_of("drivers: {x: {start: 0}}\ntriggers:\n"
                       "  there: {upon: x == 1, effects: [set: {x: 0}]}\n"
                       "  back: {upon: x == 0 and time > 0, effects: [set: {x: 1}]}\n"),
              {"back"});
}

TEST_CASE("Rungs that send a ladder on without end are an error that names the ladder") {
  check_tells(error_of("triggers: {push: {at: 9 days, effects: [raise: {stage: 1}]}}\nladders:\n  stage:\n"
                       "    rungs: [low, high]\n    start: low\n"
                       "    on_enter: {high: [move: {stage: low}], low: [move: {stage: high}]}\n"),
              {"stage"});
}

TEST_CASE("A formula rate below zero is an error that names its trigger") {
  check_tells(error_of("drivers: {x: {start: 0}}\ntriggers:\n"
                       "  grow: {at: 10 days, effects: [set: {x: 1}]}\n"
                       "  sink: {rate: 0.5 - x}\n"),
              {"sink"});
  check_tells(error_of("drivers: {x: {start: 0}}\ntriggers:\n"
                       "  grow: {at: 10 days, effects: [set: {x: 1}]}\n"
                       "ladders: {stage: {rungs: [low, high], start: low, up: {rate: 0.01 - x}}}\n"),
              {"stage"});
}

TEST_CASE("A number that is not finite is an error that names where it came up") {
  check_tells(
      error_of("drivers: {x: {start: 0}}\ntriggers: {bad: {at: 10 days, effects: [set: {x: log(x - 1)}]}}\n"),
      {"bad"});
  check_tells(
      error_of("drivers: {x: {start: 0}}\ntriggers: {bad: {at: 10 days, effects: [add: {x: 1 / x}]}}\n"),
      {"bad"});
  check_tells(
      error_of("drivers: {x: {start: 0}}\ntriggers: {bad: {rate: 1 per day, weights: {log(x - 1): 1}}}\n"),
      {"bad"});
  check_tells(
      error_of("drivers: {x: {start: 1}}\ntriggers: {bad: {rate: 1 per day, effects: [scale: {x: 1e30}]}}\n"),
      {"bad"});
}

TEST_CASE("A number that leaves its range in a world is told with its place, where it has one") {
  const std::string parameters = "parameters: {p: {uniform: [0, 1]}}\n";
  const std::string in_file = error_of(parameters + "drivers: {d: {half_life: p - 2, volatility: 1}}\n");
  CHECK_THAT(in_file, Catch::Matches(".*:[0-9]+:[0-9]+: world 0: half_life of driver 'd' is .*above 0.*"));
  const std::string derived = error_of(parameters + "drivers: {d: {volatility: 1}}\n"
                                                    "outcomes: {o: {when: d > 1e308 * (p + 9)}}\n");
  CHECK_THAT(derived, Catch::StartsWith("world 0: threshold of a condition is inf"));
}

TEST_CASE("An error is the same for any number of threads") {
  const Scenario scenario =
      scenario_of("horizon: 1 year\nstep: 1 week\ndrivers: {x: {start: 0}}\n"
                  "triggers: {bad: {rate: 0.001 per day, effects: [set: {x: log(x - 1)}]}}\n");
  const auto message = [&](int threads) {
    RunOptions options;
    options.trajectories = 20'000;
    options.threads = threads;
    try {
      run(scenario, options);
    } catch (const RunError& error) {
      return std::string(error.what());
    }
    return std::string("no error");
  };
  CHECK_THAT(message(1), Catch::Contains("'bad'"));
  CHECK(message(4) == message(1));
}

} // namespace casus::test
