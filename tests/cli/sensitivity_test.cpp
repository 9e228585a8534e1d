#include "program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <thread>

using nlohmann::ordered_json;

namespace {

Words sensitivity(const Words& more, const std::string& file = "tiny.yaml") {
  Words words{"sensitivity", scenario(file), "--quiet"};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

ordered_json found(Words more, const std::string& file = "tiny.yaml") {
  more.push_back("--json");
  const Ended ended = run_casus(sensitivity(more, file));
  REQUIRE(ended.status == 0);
  ordered_json json = ordered_json::parse(ended.out);
  json.erase("performance");
  return json;
}

} // namespace

TEST_CASE("Sensitivities are printed with the largest effects of each outcome") {
  const Ended ended = run_casus(sensitivity({"--trajectories", "4000"}));
  CHECK(ended.status == 0);
  for (const char* part : {"What the answers hang on", "triggers.shock.rate: 2 per year ± 10%", " points"})
    CHECK(says(ended.out, part));
}

TEST_CASE("The JSON of sensitivities has all rates, weights and shares, and each option changes it") {
  const ordered_json all = found({"--trajectories", "1000"});
  for (const char* path :
       {"triggers.shock.rate", "triggers.shock.weights.alarm", "triggers.shock.marks.kind.large"})
    CHECK(all["numbers"].contains(path));
  CHECK_FALSE(all["numbers"].contains("drivers.alarm.half_life"));
  const ordered_json one = found({"--trajectories", "1000", "--number", "drivers.alarm.half_life"});
  CHECK(one["numbers"].size() == 1);
  CHECK(one["numbers"]["drivers.alarm.half_life"]["method"] == "differences");
  const ordered_json every = found({"--trajectories", "1000", "--all"});
  CHECK(every["numbers"].size() > all["numbers"].size());
  CHECK(found({"--trajectories", "1000", "--outcome", "hostile"})["outcomes"].size() == 1);
  for (const Words& option :
       {Words{"--seed", "2"}, {"--worlds", "10"}, {"--set", "triggers.shock.rate=3 per year"}}) {
    Words words{"--trajectories", "1000"};
    words.insert(words.end(), option.begin(), option.end());
    CHECK(found(words)["outcomes"] != all["outcomes"]);
  }
}

TEST_CASE("The number of threads changes no byte of sensitivities") {
  const auto with_threads = [](const char* threads) {
    return found({"--trajectories", "4000", "--all", "--threads", threads}, "uncertain.yaml").dump();
  };
  const std::string one = with_threads("1");
  CHECK(with_threads("3") == one);
}

TEST_CASE("Sensitivities fill their directory") {
  const TemporaryDirectory directory;
  const Ended ended =
      run_casus(sensitivity({"--trajectories", "500", "--out", (directory / "out").string()}));
  CHECK(ended.status == 0);
  CHECK(contents(directory / "out/summary.txt") == ended.out);
  CHECK(ordered_json::parse(contents(directory / "out/sensitivity.json")).contains("outcomes"));
  CHECK(contents(directory / "out/sensitivity.csv").starts_with("scenario,outcome,number,"));
  CHECK(ordered_json::parse(contents(directory / "out/manifest.json")).contains("files"));
}

TEST_CASE("What sensitivities cannot be told of is wrong input") {
  const auto refused = [](const Words& words, const std::string& reason, int status) {
    const Ended ended = run_casus(sensitivity(words));
    CHECK(ended.status == status);
    CHECK(ended.out.empty());
    CHECK(says(ended.err, reason));
  };
  refused({"--number", "triggers.shock.rat"}, "(did you mean 'triggers.shock.rate'?)", 1);
  refused({"--number", "triggers.shock"}, "'triggers.shock' is not a number but holds some", 1);
  refused({"--outcome", "hostle"}, "there is no outcome 'hostle' (did you mean 'hostile'?)", 1);
  refused({"--all", "--number", "triggers.shock.rate"}, "--all", 2);
}

TEST_CASE("Interrupted sensitivities print what has been finished, with status 3") {
  Started run(sensitivity({"--trajectories", "1e9", "--json"}));
  std::this_thread::sleep_for(std::chrono::seconds(2));
  run.interrupt();
  const Ended ended = run.wait();
  CHECK(ended.status == 3);
  const auto json = ordered_json::parse(ended.out);
  CHECK(json["stopped"] == true);
  CHECK(json["trajectories"].get<std::uint64_t>() > 0);
}
