// No test here looks at how long something takes: only at what must hold of any times.
#include "casus/bench.hpp"

#include "scenarios.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace casus;

namespace {

const BenchOptions few{.trajectories = 300, .threads = {1, 2}, .repetitions = 3};

double sum(const PhaseSeconds& phases) {
  return phases.drivers + phases.intensities + phases.events + phases.tallies + phases.other;
}

/// The first repetition with these options.
Repetition measured(const BenchOptions& options) {
  return bench(uncertain_scenario(), options).subjects.at(0).series.at(0).repetitions.at(0);
}

} // namespace

TEST_CASE("Each number of threads has its repetitions, all of them of the same run") {
  const Bench measured = bench(eventful_scenario(), few);
  REQUIRE(measured.subjects.size() == 1);
  CHECK(measured.subjects[0].name == "eventful");
  CHECK(measured.ratios.empty());
  REQUIRE(measured.subjects[0].series.size() == 2);
  for (const BenchSeries& series : measured.subjects[0].series) {
    CHECK(series.repetitions.size() == 3);
    for (const Repetition& repetition : series.repetitions) {
      CHECK(repetition.threads == series.threads);
      CHECK(repetition.trajectories == 300);
      CHECK(repetition.steps == 300 * 100);
      CHECK(repetition.events == series.profiled.events);
      CHECK(repetition.seconds > 0);
      CHECK(repetition.setup_seconds > 0);
      CHECK(repetition.peak_bytes > 0);
      CHECK_FALSE(repetition.phases);
    }
  }
}

TEST_CASE("The phases of the profiled repetition make up its threads' time") {
  const Bench measured = bench(eventful_scenario(), few);
  for (const BenchSeries& series : measured.subjects[0].series) {
    REQUIRE(series.profiled.phases);
    const PhaseSeconds& phases = *series.profiled.phases;
    for (const double seconds :
         {phases.drivers, phases.intensities, phases.events, phases.tallies, phases.other})
      CHECK(seconds >= 0);
    CHECK(sum(phases) == Approx(series.threads * series.profiled.seconds));
    CHECK(phases.drivers * phases.intensities * phases.events * phases.tallies > 0);
  }
}

TEST_CASE("Every option reaches what is measured") {
  const BenchOptions base{.trajectories = 300, .threads = {1}, .repetitions = 1};
  const Repetition plain = measured(base);
  CHECK(measured(base).events == plain.events);
  const auto with = [&](auto change) {
    BenchOptions options = base;
    change(options);
    return measured(options);
  };
  CHECK(with([](auto& options) { options.trajectories = 200; }).trajectories == 200);
  CHECK(with([](auto& options) { options.seed = 2; }).events != plain.events);
  const Repetition in_few_worlds = with([](auto& options) { options.worlds = 3; });
  CHECK(in_few_worlds.worlds == 3);
  CHECK(in_few_worlds.events != plain.events);
  CHECK(with([](auto& options) { options.threads = {3}; }).threads == 3);
  CHECK(bench(uncertain_scenario(), {.trajectories = 9, .threads = {1}, .repetitions = 2})
            .subjects[0]
            .series[0]
            .repetitions.size() == 2);
}

TEST_CASE("Two scenarios are measured in turn and compared for each number of threads") {
  std::vector<int> turns;
  BenchOptions options = few;
  options.progress = [&](int, int turn, int all) {
    CHECK(all == (turns.size() < 16 ? 8 : 2));
    turns.push_back(turn);
  };
  const Bench both = bench(eventful_scenario(), eventful_scenario({"horizon=200 days"}), options);
  CHECK(turns == std::vector<int>{1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2});
  CHECK(both.subjects[0].name == "eventful:A");
  CHECK(both.subjects[1].name == "eventful:B");
  CHECK(both.subjects[1].series[0].repetitions[0].steps == 300 * 200);
  REQUIRE(both.ratios.size() == 2);
  CHECK(both.ratios[1].threads == 2);
  CHECK(both.ratios[1].pairs == 3);
  const Repetition& a = both.subjects[0].series[1].repetitions[0];
  const Repetition& b = both.subjects[1].series[1].repetitions[0];
  CHECK(both.ratios[1].low <= Approx(b.seconds / a.seconds));
  CHECK(both.ratios[1].high >= Approx(b.seconds / a.seconds));
}

TEST_CASE("What an answer costs is told by the error of a run and its time, whatever its length") {
  const Scenario scenario = parse_scenario(R"(casus: 1
start: 2020-01-01
horizon: 10 days
step: 1 day
parameters: {pace: {value: {uniform: [0.5, 3]}}}
triggers: {shock: {rate: pace per day}}
outcomes:
  many: {when: count(shock) > 20}
  mean: {value: count(shock)}
)",
                                           "shocks.yaml", {});
  const BenchOptions options{.trajectories = 2000, .threads = {1}, .repetitions = 1};
  const Bench both = bench(scenario, scenario, options);
  RunOptions same;
  same.trajectories = 2000;
  const Result result = run(scenario, same);
  for (const BenchSubject& subject : both.subjects) {
    REQUIRE(subject.answers.size() == result.outcomes.size());
    for (std::size_t o = 0; o < result.outcomes.size(); ++o) {
      const AnswerCost& cost = subject.answers[o];
      const OutcomeResult& outcome = result.outcomes[o];
      CHECK(cost.outcome == outcome.name);
      CHECK(cost.is_event == outcome.event.has_value());
      CHECK(cost.se == (outcome.event ? outcome.event->se : outcome.value->se));
      CHECK(cost.cpu_seconds > 0);
    }
  }
  CHECK(both.answer_ratios.size() == result.outcomes.size());
  const double ratio = both.subjects[1].answers[0].cpu_seconds / both.subjects[0].answers[0].cpu_seconds;
  CHECK(both.answer_ratios[0].ratio == Approx(ratio));
  // An error of half a point over 1.96 costs just the time of the run, twice the error four times as much.
  const AnswerCost just{.is_event = true, .se = 0.005 / 1.959964, .cpu_seconds = 3};
  CHECK(just.seconds_to_half_a_point() == Approx(3));
  const AnswerCost twice{.is_event = true, .se = 0.01 / 1.959964, .cpu_seconds = 3};
  CHECK(twice.seconds_to_half_a_point() == Approx(12));
}

TEST_CASE("A stop keeps the repetitions that are finished") {
  std::atomic<bool> stop = false;
  BenchOptions options = few;
  options.stop = &stop;
  options.progress = [&](int threads, int turn, int) { stop = threads == 2 && turn == 4; };
  const Bench both = bench(eventful_scenario(), eventful_scenario({"name=other"}), options);
  CHECK(both.stopped);
  CHECK(both.subjects[0].series.size() == 2);
  CHECK(both.subjects[1].series.size() == 1);
  CHECK(both.ratios.size() == 1);
}

TEST_CASE("No repetitions at all are refused") {
  CHECK_THROWS_AS(bench(eventful_scenario(), {.trajectories = 9, .repetitions = 0}), RunError);
}
