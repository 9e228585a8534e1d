#include "simulation/same_result.hpp"
#include "simulation/support.hpp"

#include "simulation/stopwatch.hpp"

#include <cmath>

namespace casus::test {
namespace {

// A ladder whose one step comes in every trajectory, so that all events can be counted from the result.
const std::string eventful = R"(horizon: 50 days
step: 1 day
drivers:
  mood: {start: 0, mean: 0, half_life: 10 days, volatility: 3}
triggers:
  strike: {rate: 0.2 per day, weights: {mood: 0.5}, effects: [add: {mood: 0.3}]}
  summit: {at: [20 days, 30 days], probability: 0.5}
  panic: {upon: mood > 1, effects: [set: {mood: 0}]}
ladders:
  alert: {rungs: [low, high], start: low, up: {rate: 1000 per day}}
)";

Result run_of(bool profile, int threads) {
  RunOptions options;
  options.trajectories = 3000;
  options.profile = profile;
  options.threads = threads;
  return run(scenario_of(eventful), options);
}

} // namespace

TEST_CASE("A profile changes no bit of the result") {
  const Result plain = run_of(false, 2);
  CHECK_FALSE(plain.performance.phases);
  const Result profiled = run_of(true, 2);
  CHECK(profiled.performance.phases);
  CHECK(differences(plain, profiled).empty());
}

TEST_CASE("Events are the firings of all triggers and the steps of all ladders, whatever the threads") {
  for (const int threads : {1, 3}) {
    const Result result = run_of(false, threads);
    double events = 3000;
    CHECK(ladder(result, "alert").occupancy.back().back() == 1);
    for (const char* name : {"strike", "summit", "panic"}) events += 3000 * trigger(result, name).mean_count;
    CHECK(static_cast<double>(result.performance.events) == Approx(events).epsilon(1e-12));
    CHECK(result.performance.steps == 3000 * 50);
  }
}

TEST_CASE("A stopwatch charges the phase at hand, and nothing once it is stopped") {
  using simulation::Phase;
  simulation::Stopwatch stopwatch;
  stopwatch.stop();
  CHECK(stopwatch.seconds(Phase::other) == 0);
  stopwatch.enter(Phase::drivers);
  while (stopwatch.seconds(Phase::drivers) == 0) stopwatch.enter(Phase::drivers);
  stopwatch.stop();
  const double charged = stopwatch.seconds(Phase::drivers);
  stopwatch.stop();
  stopwatch.enter(Phase::events);
  CHECK(stopwatch.seconds(Phase::drivers) == charged);
  CHECK(stopwatch.seconds(Phase::tallies) == 0);
}

} // namespace casus::test
