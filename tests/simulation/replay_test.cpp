// A run is the sum of its trajectories, each of which can be played again alone; and threads change nothing.

#include "simulation/same_result.hpp"
#include "simulation/scenario_generator.hpp"
#include "simulation/support.hpp"

#include <algorithm>

namespace casus::test {
namespace {

RunOptions options_of(std::uint64_t seed) {
  RunOptions options;
  options.trajectories = 150;
  options.seed = seed;
  if (seed % 2 == 1) options.worlds = 7; // the generator's odd seeds have uncertain parameters
  options.threads = 1;
  return options;
}

std::vector<Trace> trace_all(const Scenario& scenario, const RunOptions& options) {
  std::vector<Trace> traces;
  for (std::uint64_t k = 0; k < options.trajectories; ++k) traces.push_back(trace(scenario, options, k));
  return traces;
}

template <class Value>
double mean_over(const std::vector<Trace>& traces, const Value& value) {
  double sum = 0;
  for (const Trace& each : traces) sum += value(each);
  return sum / static_cast<double>(traces.size());
}

void check_counts(const Result& result, const std::vector<Trace>& traces) {
  for (std::size_t j = 0; j < result.triggers.size(); ++j) {
    INFO("trigger " << result.triggers[j].name);
    CHECK(result.triggers[j].mean_count == Approx(mean_over(traces, [&](const Trace& t) {
                                             return static_cast<double>(t.counts[j]);
                                           })).epsilon(1e-12));
    CHECK(result.triggers[j].share_fired == Approx(mean_over(traces, [&](const Trace& t) {
                                              return t.counts[j] > 0 ? 1.0 : 0.0;
                                            })).epsilon(1e-12));
  }
}

void check_ends(const Result& result, const std::vector<Trace>& traces) {
  for (std::size_t i = 0; i < result.drivers.size(); ++i)
    CHECK(result.drivers[i].mean.back() ==
          Approx(mean_over(traces, [&](const Trace& t) { return t.final_drivers[i]; }))
              .epsilon(1e-9)
              .margin(1e-12));
  for (std::size_t i = 0; i < result.ladders.size(); ++i)
    for (std::size_t rung = 0; rung < result.ladders[i].rungs.size(); ++rung)
      CHECK(result.ladders[i].occupancy.back()[rung] == Approx(mean_over(traces, [&](const Trace& t) {
                                                          return t.final_rungs[i] == static_cast<int>(rung)
                                                                     ? 1.0
                                                                     : 0.0;
                                                        })).epsilon(1e-12));
}

void check_outcomes(const Result& result, const std::vector<Trace>& traces) {
  for (std::size_t i = 0; i < result.outcomes.size(); ++i) {
    const OutcomeResult& outcome = result.outcomes[i];
    if (outcome.conditional) continue;
    INFO("outcome " << outcome.name);
    if (outcome.event) {
      const auto hits = std::count_if(traces.begin(), traces.end(),
                                      [&](const Trace& t) { return t.first_passages[i].has_value(); });
      CHECK(outcome.event->hits == static_cast<std::uint64_t>(hits));
    } else {
      CHECK(*outcome.value->mean ==
            Approx(mean_over(traces, [&](const Trace& t) { return *t.values[i]; })).epsilon(1e-9));
    }
  }
}

/// What the events of a trace tell must be what the trace says at its end.
void check_story(const Scenario& scenario, const Trace& told) {
  std::vector<std::uint64_t> counts(scenario.triggers.size());
  std::vector<int> rungs;
  for (const Ladder& ladder : scenario.ladders) rungs.push_back(ladder.start);
  double before = 0;
  for (const TracedEvent& event : told.events) {
    REQUIRE(event.day >= before);
    before = event.day;
    if (event.trigger >= 0) ++counts[static_cast<std::size_t>(event.trigger)];
    for (const Alteration& each : event.alterations) {
      if (!each.is_ladder) continue;
      REQUIRE(each.before == rungs[static_cast<std::size_t>(each.index)]);
      rungs[static_cast<std::size_t>(each.index)] = static_cast<int>(each.after);
    }
  }
  CHECK(counts == told.counts);
  CHECK(rungs == told.final_rungs);
}

} // namespace

TEST_CASE("Tracing every trajectory of a run gives the run's counts, last rungs, last drivers and outcomes") {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    INFO("random scenario " << seed);
    const Scenario scenario = seed <= 3 ? scenario_of(random_scenario(seed)) : random_whatif(seed);
    const RunOptions options = options_of(seed);
    const Result result = run(scenario, options);
    const std::vector<Trace> traces = trace_all(scenario, options);
    check_counts(result, traces);
    check_ends(result, traces);
    check_outcomes(result, traces);
    for (const Trace& each : traces) check_story(scenario, each);
  }
}

TEST_CASE("The number of threads changes no bit of a result") {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    const Scenario scenario = scenario_of(random_scenario(seed));
    RunOptions options = options_of(seed);
    options.trajectories = 3000;
    const Result alone = run(scenario, options);
    for (const int threads : {2, 7}) {
      INFO("random scenario " << seed << ", threads " << threads);
      options.threads = threads;
      CHECK(differences(alone, run(scenario, options)) == std::vector<std::string>{});
    }
    options.seed += 100;
    CHECK_FALSE(differences(alone, run(scenario, options)).empty());
  }
}

TEST_CASE("A trajectory is the same however many others there are") {
  const Scenario scenario = scenario_of(random_scenario(2));
  RunOptions options = options_of(2);
  for (const std::uint64_t k : {0u, 17u, 149u}) {
    options.trajectories = 150;
    const Trace among_few = trace(scenario, options, k);
    options.trajectories = 5000;
    const Trace among_many = trace(scenario, options, k);
    CHECK(among_few.counts == among_many.counts);
    CHECK(among_few.final_drivers == among_many.final_drivers);
    CHECK(among_few.first_passages == among_many.first_passages);
  }
}

TEST_CASE("Eight trajectories after each other share a world, and worlds take turns") {
  const Scenario scenario = scenario_of(random_scenario(1));
  RunOptions options = options_of(1);
  options.worlds = 7;
  const Trace first = trace(scenario, options, 24), same_world = trace(scenario, options, 31 + 7 * 8);
  CHECK(first.world == 3);
  CHECK(same_world.world == 3);
  CHECK(first.parameters == same_world.parameters);
  CHECK(first.parameters != trace(scenario, options, 32).parameters);
}

TEST_CASE("Every option that reaches the engine changes something") {
  const Scenario scenario = scenario_of(random_scenario(1));
  const RunOptions options = options_of(1);
  const Result result = run(scenario, options);
  RunOptions other = options;
  other.seed = 99;
  CHECK_FALSE(differences(result, run(scenario, other)).empty());
  other = options;
  other.worlds = 14;
  CHECK_FALSE(differences(result, run(scenario, other)).empty());
  other = options;
  std::uint64_t told = 0;
  other.progress = [&](std::uint64_t finished) { told = std::max(told, finished); };
  CHECK(differences(result, run(scenario, other)).empty());
  CHECK(told == options.trajectories);
}

TEST_CASE("A run that is stopped ends with what is finished") {
  const Scenario scenario = scenario_of(random_scenario(2));
  RunOptions options;
  options.trajectories = 10'000'000;
  std::atomic<bool> stop = false;
  options.stop = &stop;
  options.progress = [&](std::uint64_t) { stop = true; };
  const Result result = run(scenario, options);
  CHECK(result.stopped());
  CHECK(result.requested == 10'000'000);
  CHECK(result.trajectories > 0);
}

} // namespace casus::test
