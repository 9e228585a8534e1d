#include "program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cmath>
#include <thread>

using nlohmann::ordered_json;

namespace {

Words bench_of(const std::string& name, const Words& more) {
  Words words{"bench", scenario(name), "--trajectories", "500", "--repetitions", "2"};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

/// The JSON that a bench prints.
ordered_json measured(const std::string& name, Words more) {
  more.insert(more.end(), {"--json", "--quiet"});
  const Ended ended = run_casus(bench_of(name, more));
  INFO(ended.err);
  REQUIRE(ended.status == 0);
  CHECK(ended.err.empty());
  return ordered_json::parse(ended.out);
}

double events(const ordered_json& entry) {
  return std::round(entry["events_per_second"].get<double>() * entry["real_time"].get<double>() *
                    entry["iterations"].get<double>() / 1e9);
}

/// Of a bench of the uncertain scenario on one thread, its first entry.
ordered_json first(Words more) {
  more.insert(more.end(), {"--threads", "1"});
  return measured("uncertain.yaml", more)["benchmarks"][0];
}

} // namespace

TEST_CASE("A bench prints speeds and phases for people") {
  const Ended ended = run_casus(bench_of("tiny.yaml", {"--threads", "1,2"}));
  CHECK(ended.status == 0);
  CHECK(ended.err.empty());
  for (const char* part : {"A tiny scenario", "trajectories/s", "events/s", "speed-up", "memory",
                           "intensities", "a repetition is 500 trajectories"})
    CHECK(says(ended.out, part));
}

TEST_CASE("A bench with --json prints JSON and nothing else") {
  const auto json = measured("tiny.yaml", {"--threads", "2,1"});
  CHECK(json["context"]["scenario"] == "tiny");
  REQUIRE(json["benchmarks"].size() == 12); // two repetitions and four aggregates, twice
  CHECK(json["benchmarks"][0]["name"] == "tiny/threads:1");
  CHECK(json["benchmarks"][6]["name"] == "tiny/threads:2");
  CHECK(json["benchmarks"][0]["iterations"] == 500);
}

TEST_CASE("Every option of a bench changes what is measured") {
  const auto base = first({});
  CHECK(base["worlds"] == 63); // of 500 trajectories
  CHECK(events(first({})) == events(base));
  CHECK(events(first({"--seed", "2"})) != events(base));
  CHECK(first({"--worlds", "5"})["worlds"] == 5);
  CHECK(first({"--set", "horizon=2 weeks"})["steps_per_second"] != base["steps_per_second"]);
  CHECK(events(first({"--set", "triggers.shock.rate=90 per year"})) > 10 * events(base));
  const Words unused = {"--threads", "1", "--set", "triggers.shock.rate=1 per day"};
  CHECK(says(run_casus(bench_of("uncertain.yaml", unused)).err, "warning: "));
  CHECK(!measured("uncertain.yaml", unused).empty()); // with --quiet, and nothing on standard error
  const Ended single = run_casus({"bench", scenario("tiny.yaml"), "--trajectories", "7", "--repetitions", "1",
                                  "--threads", "1", "--json"});
  const auto json = ordered_json::parse(single.out);
  CHECK(json["benchmarks"].size() == 1);
  CHECK(json["benchmarks"][0]["iterations"] == 7);
}

TEST_CASE("Two scenarios are compared") {
  const auto json = measured("tiny.yaml", {"--threads", "1", "--against", scenario("uncertain.yaml")});
  CHECK(json["benchmarks"][0]["name"] == "tiny/threads:1");
  CHECK(json["benchmarks"].back()["name"] == "uncertain/threads:1_cv");
  CHECK(json["ratios"][0]["pairs"] == 2);
  const Ended ended = run_casus(bench_of("tiny.yaml", {"--against", scenario("uncertain.yaml")}));
  CHECK(says(ended.out, "Time of B over time of A"));
}

TEST_CASE("Two builds are compared") {
  const auto json = measured("tiny.yaml", {"--threads", "1", "--against", CASUS_PROGRAM});
  CHECK(json["benchmarks"][0]["name"] == "tiny:A/threads:1");
  CHECK(json["ratios"][0]["second"] == "tiny:B");
}

TEST_CASE("What cannot be compared is wrong input") {
  const auto refused = [](const std::string& other, const std::string& complaint) {
    const Ended ended = run_casus(bench_of("tiny.yaml", {"--threads", "1", "--against", other}));
    CHECK(ended.status == 1);
    CHECK(ended.out.empty());
    CHECK(says(ended.err, complaint));
  };
  refused("/nowhere", "/nowhere: error: there is no such file");
  refused("baselin", "baselin");
  refused(scenario("broken.yaml"), "broken.yaml:7:");
  refused(CASUS_SOURCE_DIR "/README.md", "this is not YAML");
  refused("/bin/false", "was run as a casus with the bench command");
}

TEST_CASE("A bench fills its directory") {
  const TemporaryDirectory directory;
  const Ended ended =
      run_casus(bench_of("tiny.yaml", {"--threads", "1", "--out", (directory / "out").string()}));
  CHECK(ended.status == 0);
  CHECK(contents(directory / "out/bench.txt") == ended.out);
  CHECK(ordered_json::accept(contents(directory / "out/bench.json")));
}

TEST_CASE("An interrupted bench prints what it has finished, labelled, with status 3") {
  Started bench(
      {"bench", scenario("tiny.yaml"), "--trajectories", "1000", "--repetitions", "10000", "--json"});
  std::this_thread::sleep_for(std::chrono::seconds(2));
  bench.interrupt();
  const Ended ended = bench.wait();
  CHECK(ended.status == 3);
  const auto json = ordered_json::parse(ended.out);
  CHECK(json["context"]["stopped"] == true);
  CHECK(json["benchmarks"].size() > 0);
}

TEST_CASE("A bench that is interrupted before its first repetition has nothing to print") {
  Started bench({"bench", scenario("tiny.yaml"), "--trajectories", "1e9", "--against", CASUS_PROGRAM});
  std::this_thread::sleep_for(std::chrono::seconds(1));
  bench.interrupt();
  const Ended ended = bench.wait();
  CHECK(ended.status == 3);
  CHECK(ended.out.empty());
  CHECK(says(ended.err, "nothing to print"));
}
