#include "examples.hpp"
#include "golden.hpp"

#include "report/data/json.hpp"
#include "report/text/bench_text.hpp"

#include "analysis/printed_bench.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace casus;
using nlohmann::ordered_json;

namespace {

ordered_json parsed(const Bench& bench) { return ordered_json::parse(report::to_json(bench)); }

std::vector<ordered_json> entries(const Bench& bench, const std::string& run_type) {
  const ordered_json json = parsed(bench);
  std::vector<ordered_json> list;
  for (const ordered_json& entry : json["benchmarks"])
    if (entry["run_type"] == run_type) list.push_back(entry);
  return list;
}

} // namespace

TEST_CASE("The text of a bench is as it was") {
  check_golden("bench.txt", report::to_text(example_bench(), {}));
  check_golden("bench_against.txt", report::to_text(example_comparison(), {}));
}

TEST_CASE("The JSON of a bench has the context of Google Benchmark") {
  const auto context = parsed(example_bench())["context"];
  for (const char* key : {"date", "host_name", "executable", "num_cpus", "mhz_per_cpu", "cpu_scaling_enabled",
                          "caches", "load_avg", "library_build_type"})
    CHECK(context.contains(key));
  CHECK(context["caches"][0] ==
        ordered_json{{"type", "Data"}, {"level", 1}, {"size", 32768}, {"num_sharing", 2}});
  CHECK_FALSE(context.contains("stopped"));
  Bench stopped = example_bench();
  stopped.stopped = true;
  CHECK(parsed(stopped)["context"]["stopped"] == true);
}

// What gbench/report.py and gbench/util.py of Google Benchmark 1.7.1 read.
TEST_CASE("Each repetition is an entry with what Google Benchmark's compare.py reads") {
  const auto repetitions = entries(example_bench(), "iteration");
  REQUIRE(repetitions.size() == 6);
  for (std::size_t i = 0; i < repetitions.size(); ++i) {
    const ordered_json& entry = repetitions[i];
    const std::string name = i < 3 ? "baseline/threads:1" : "baseline/threads:2";
    CHECK(entry["name"] == name);
    CHECK(entry["run_name"] == name);
    CHECK(entry["repetitions"] == 3);
    CHECK(entry["repetition_index"] == i % 3);
    CHECK(entry["family_index"] == 0);
    CHECK(entry["per_family_instance_index"] == i / 3);
    CHECK(entry["threads"] == i / 3 + 1);
    CHECK(entry["time_unit"] == "ns");
  }
  CHECK(repetitions[0]["iterations"] == 2000);
  CHECK(repetitions[0]["real_time"] == 500'000);
  CHECK(repetitions[0]["cpu_time"] == Approx(495'000));
  CHECK(repetitions[0]["items_per_second"] == 2000);
  CHECK(repetitions[0]["steps_per_second"] == 300'000);
  CHECK(repetitions[0]["ns_per_step"] == Approx(1e9 / 300'000));
  CHECK(repetitions[0]["tallies_ns_per_step"] == Approx(0.2e9 / 300'000));
}

TEST_CASE("The aggregates of the repetitions follow them") {
  const auto aggregates = entries(example_bench(), "aggregate");
  REQUIRE(aggregates.size() == 8);
  const std::vector<std::string> names{"mean", "median", "stddev", "cv"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    CHECK(aggregates[i]["name"] == "baseline/threads:1_" + names[i]);
    CHECK(aggregates[i]["run_name"] == "baseline/threads:1");
    CHECK(aggregates[i]["aggregate_name"] == names[i]);
    CHECK(aggregates[i]["repetitions"] == 3);
  }
  CHECK(aggregates[1]["real_time"] == Approx(550'000));
  CHECK(aggregates[3]["aggregate_unit"] == "percentage");
  Bench single = example_bench();
  for (BenchSeries& series : single.subjects[0].series) series.repetitions.resize(1);
  CHECK(entries(single, "aggregate").empty());
}

TEST_CASE("Two subjects are families of their own, with the ratios beside them") {
  const auto json = parsed(example_comparison());
  CHECK(entries(example_comparison(), "iteration").back()["family_index"] == 1);
  REQUIRE(json["ratios"].size() == 2);
  CHECK(json["ratios"][0]["first"] == "baseline:A");
  CHECK(json["ratios"][0]["median"] == 1.25);
  CHECK(json["ratios"][0]["ci95"] == ordered_json{1.1, 1.4});
  CHECK(json["ratios"][1]["ci95"].is_null());
  CHECK_FALSE(parsed(example_bench()).contains("ratios"));
}

TEST_CASE("A repetition that was printed reads back") {
  const Bench bench = example_bench();
  const Repetition& written = bench.subjects[0].series[0].repetitions[0];
  const auto read = analysis::printed_repetition(report::to_json(bench));
  REQUIRE(read);
  CHECK(read->trajectories == written.trajectories);
  CHECK(read->worlds == written.worlds);
  CHECK(read->steps == written.steps);
  CHECK(read->events == written.events);
  CHECK(read->seconds == Approx(written.seconds));
  CHECK(read->cpu_seconds == Approx(written.cpu_seconds));
  CHECK(read->setup_seconds == written.setup_seconds);
  CHECK(read->peak_bytes == written.peak_bytes);
  CHECK(read->phases->events == Approx(0.4));
}
