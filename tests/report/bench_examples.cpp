#include "examples.hpp"

using namespace casus;

namespace {

Repetition repetition(int threads, double seconds) {
  return {.threads = threads,
          .trajectories = 2000,
          .worlds = 20,
          .steps = 300'000,
          .events = 360'000,
          .seconds = seconds,
          .cpu_seconds = 0.99 * seconds * threads,
          .setup_seconds = 0.125,
          .peak_bytes = 122'000'000};
}

BenchSeries series(int threads, const std::vector<double>& seconds) {
  BenchSeries series{.threads = threads, .profiled = repetition(threads, seconds.front() * 1.05)};
  const double other = threads * series.profiled.seconds - 0.9;
  series.profiled.phases = PhaseSeconds{0.1, 0.2, 0.4, 0.2, other};
  for (const double each : seconds) series.repetitions.push_back(repetition(threads, each));
  return series;
}

} // namespace

Bench example_bench() {
  return {
      .scenario = "baseline",
      .title = "Chinese and Russian support, spring 2023",
      .seed = 1,
      .machine = {.date = "2023-04-15T12:00:00+00:00",
                  .host = "desk",
                  .executable = "/usr/bin/casus",
                  .build_type = "release",
                  .processors = 2,
                  .mhz = 2600,
                  .is_scaling = true,
                  .caches = {{.type = "Data", .level = 1, .bytes = 32768, .sharing = 2}},
                  .load = {0.25, 0.5, 1}},
      .subjects = {{.name = "baseline",
                    .what = "baseline · Chinese and Russian support, spring 2023",
                    .series = {series(1, {1, 1.2, 1.1}), series(2, {0.5, 0.6, 0.55})},
                    .answers = {{.outcome = "lethal_aid", .is_event = true, .se = 0.002, .cpu_seconds = 1.5},
                                {.outcome = "invasion", .is_event = true, .se = 0.0004, .cpu_seconds = 1.5},
                                {.outcome = "distrust", .se = 0.01, .cpu_seconds = 1.5}}}}};
}

Bench example_comparison() {
  Bench bench = example_bench();
  bench.stopped = true;
  bench.subjects.push_back(bench.subjects[0]);
  bench.subjects[0].name = "baseline:A";
  bench.subjects[0].what = "build/casus";
  bench.subjects[1].name = "baseline:B";
  bench.subjects[1].what = "before/casus";
  bench.subjects[1].series[1].repetitions.resize(1);
  bench.subjects[1].answers[0].se = 0.004;
  bench.subjects[1].answers.resize(1);
  bench.answer_ratios = {{.outcome = "lethal_aid", .ratio = 4}};
  bench.ratios = {
      {.threads = 1, .pairs = 3, .median = 1.25, .low = 1.05, .high = 1.5, .ci95 = Interval{1.1, 1.4}},
      {.threads = 2, .pairs = 1, .median = 1.25, .low = 1.25, .high = 1.25}};
  return bench;
}
