#include "program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <thread>

using nlohmann::ordered_json;

namespace {

/// `casus run` of a tiny scenario, small unless the arguments say otherwise.
Words run_of(const std::string& name, const Words& more) {
  Words words{"run", scenario(name), "--json"};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

/// The JSON that a run prints, without what may differ from one run to the next.
ordered_json result(const std::string& name, Words more) {
  more.emplace_back("--quiet");
  const Ended ended = run_casus(run_of(name, more));
  INFO(ended.err);
  REQUIRE(ended.status == 0);
  CHECK(ended.err.empty());
  auto json = ordered_json::parse(ended.out);
  json.erase("performance");
  return json;
}

/// A run that takes minutes, interrupted when it has begun.
Ended interrupted(const Words& more) {
  Words words{"run", scenario("tiny.yaml"), "--trajectories", "1e9"};
  words.insert(words.end(), more.begin(), more.end());
  Started run(words);
  std::this_thread::sleep_for(std::chrono::seconds(2));
  run.interrupt();
  return run.wait();
}

} // namespace

TEST_CASE("A run prints its outcomes, rungs and triggers for people") {
  const Ended ended = run_casus({"run", scenario("tiny.yaml"), "--trajectories", "2000"});
  CHECK(ended.status == 0);
  CHECK(ended.err.empty());
  for (const char* part :
       {"A tiny scenario", "2,000 trajectories", "Does it come to hostility?", "posture", "shock"})
    CHECK(says(ended.out, part));
  CHECK_FALSE(says(ended.out, "\x1b"));
}

TEST_CASE("A run with --json prints JSON and nothing else") {
  const auto json = result("tiny.yaml", {"--trajectories", "2000"});
  CHECK(json["scenario"] == "tiny");
  CHECK(json["seed"] == 1);
  CHECK(json["outcomes"]["hostile"]["trials"] == 2000);
  CHECK_FALSE(json.contains("stopped"));
}

TEST_CASE("A hundred thousand trajectories are run unless another number is asked for") {
  CHECK(result("tiny.yaml", {})["trajectories"] == 100'000);
  CHECK(result("tiny.yaml", {"--trajectories", "1e3"}) == result("tiny.yaml", {"--trajectories", "1000"}));
}

TEST_CASE("Every option that reaches the engine changes the result") {
  const auto base = result("uncertain.yaml", {"--trajectories", "2000"});
  CHECK(base["worlds"] == 250);
  const auto seeded = result("uncertain.yaml", {"--trajectories", "2000", "--seed", "18446744073709551615"});
  CHECK(seeded["seed"].get<std::uint64_t>() == 18'446'744'073'709'551'615U);
  CHECK(seeded["triggers"] != base["triggers"]);
  const auto fewer_worlds = result("uncertain.yaml", {"--trajectories", "2000", "--worlds", "10"});
  CHECK(fewer_worlds["worlds"] == 10);
  CHECK(fewer_worlds["triggers"] != base["triggers"]);
  const auto set =
      result("uncertain.yaml", {"--trajectories", "2000", "--set", "triggers.shock.rate=9 per year"});
  CHECK(set["fingerprint"] != base["fingerprint"]);
  CHECK(set["triggers"]["shock"]["mean_count"].get<double>() == Approx(9).epsilon(0.05));
}

TEST_CASE("Warnings are told on standard error unless that is to be quiet") {
  const Words unused =
      run_of("uncertain.yaml", {"--trajectories", "100", "--set", "triggers.shock.rate=1 per day"});
  const Ended warned = run_casus(unused);
  CHECK(warned.status == 0);
  CHECK(says(warned.err, "warning: "));
  CHECK(ordered_json::accept(warned.out));
  Words quiet = unused;
  quiet.emplace_back("--quiet");
  CHECK(run_casus(quiet).err.empty());
}

TEST_CASE("Settings are put in one after the other and leave the file's place alone") {
  const Words settings = {"--set", "name=other", "--trajectories", "100", "--set", "horizon=2 weeks"};
  const auto json = result("tiny.yaml", settings);
  CHECK(json["scenario"] == "other");
  CHECK(json["ladders"]["posture"]["day"].back() == 14);
  CHECK(run_casus({"run", "--set", "name=other", scenario("tiny.yaml"), "--trajectories", "100"}).status ==
        0);
}

TEST_CASE("The number of threads changes no byte of the result") {
  const auto with_threads = [](const char* threads) {
    return result("uncertain.yaml", {"--trajectories", "20000", "--threads", threads}).dump();
  };
  const std::string one = with_threads("1");
  CHECK(with_threads("2") == one);
  CHECK(with_threads("7") == one);
  const Ended ended = run_casus(run_of("tiny.yaml", {"--trajectories", "100", "--threads", "2"}));
  CHECK(ordered_json::parse(ended.out)["performance"]["threads"] == 2);
}

TEST_CASE("A wrong scenario is told on standard error with status 1") {
  const Ended ended = run_casus({"run", scenario("broken.yaml"), "--json"});
  CHECK(ended.status == 1);
  CHECK(ended.out.empty());
  CHECK(says(ended.err, "broken.yaml:7:"));
  CHECK(says(ended.err, "casus: error: "));
}

TEST_CASE("Answers have control variates, and none where a plain share is asked for") {
  const Words many = {"--trajectories", "40000"};
  const auto controlled = result("uncertain.yaml", many)["outcomes"]["shocked"];
  CHECK(controlled["gain"].get<double>() > 1.2);
  const auto plain = result("uncertain.yaml", {"--trajectories", "40000", "--plain"})["outcomes"]["shocked"];
  CHECK_FALSE(plain.contains("gain"));
  CHECK(plain["probability"].get<double>() == plain["hits"].get<double>() / 40'000);
  CHECK(plain["se"].get<double>() > 1.1 * controlled["se"].get<double>());
  CHECK(says(run_casus({"run", scenario("uncertain.yaml"), "--trajectories", "40000"}).out,
             "Control variates make answers"));
}

TEST_CASE("A run goes on until it is as precise as is asked") {
  const auto precise = result("uncertain.yaml", {"--precision", "0.3"});
  const auto& interval = precise["outcomes"]["shocked"]["ci95"];
  CHECK((interval[1].get<double>() - interval[0].get<double>()) / 2 <= 0.003);
  CHECK(precise["trajectories"].get<int>() >= 32'768);
  CHECK(result("uncertain.yaml", {"--trajectories", std::to_string(precise["trajectories"].get<int>())}) ==
        precise);
  for (const char* wrong : {"0", "-1", "nan", "101", "2 %", "x", "%"})
    CHECK(run_casus(run_of("uncertain.yaml", {"--precision", wrong})).status == 2);
  CHECK(run_casus(run_of("uncertain.yaml", {"--precision", "1", "--outcome", "none"})).status == 1);
  CHECK(run_casus(run_of("uncertain.yaml", {"--outcome", "shocked"})).status == 2);
  CHECK(run_casus(run_of("uncertain.yaml", {"--precision", "1", "--check-step"})).status == 2);
}

TEST_CASE("More worlds than trajectories are wrong input") {
  const Ended ended = run_casus(run_of("uncertain.yaml", {"--trajectories", "10", "--worlds", "11"}));
  CHECK(ended.status == 1);
  CHECK(says(ended.err, "casus: error: "));
}

TEST_CASE("An interrupted run prints what it has finished, labelled, with status 3") {
  const Ended ended = interrupted({"--json"});
  CHECK(ended.status == 3);
  const auto json = ordered_json::parse(ended.out);
  CHECK(json["stopped"] == true);
  CHECK(json["requested"] == 1'000'000'000);
  CHECK(json["trajectories"].get<std::uint64_t>() > 0);
  CHECK(json["trajectories"].get<std::uint64_t>() < 1'000'000'000);
  CHECK(json["outcomes"]["hostile"]["trials"] == json["trajectories"]);
}

TEST_CASE("An interrupted run says so to people and still fills its directory") {
  const TemporaryDirectory directory;
  const Ended ended = interrupted({"--out", (directory / "out").string()});
  CHECK(ended.status == 3);
  CHECK(says(ended.out, "Stopped early"));
  CHECK(contents(directory / "out/summary.txt") == ended.out);
  CHECK(says(contents(directory / "out/result.json"), "\"stopped\": true"));
}

TEST_CASE("A run with --check-step tells what half the step would change, as text and as JSON") {
  const Ended text = run_casus({"run", scenario("tiny.yaml"), "--check-step", "--trajectories", "1000"});
  CHECK(text.status == 0);
  CHECK(says(text.out, "with half the step, 3.5 days instead of 7 days"));
  const Ended json = run_casus(
      {"run", scenario("tiny.yaml"), "--check-step", "--trajectories", "1000", "--json", "--quiet"});
  const auto found = nlohmann::ordered_json::parse(json.out);
  CHECK(found["step_days"] == 7);
  CHECK(found["outcomes"]["last_alarm"]["kind"] == "value");
  CHECK(run_casus({"run", scenario("tiny.yaml"), "--check-step", "--out", "somewhere"}).status == 2);
}

TEST_CASE("A run ends where a rate or a gate hangs on what is no number, and no other condition holds then") {
  const auto ended = [](const std::string& trigger) {
    return run_casus({"run", scenario("tiny.yaml"), "--trajectories", "100", "--quiet", "--set",
                      "drivers.low={start: -1}", "--set", "triggers.odd={" + trigger + "}"});
  };
  for (const char* rate : {"max(0, log(low))", "max(log(low), 0)", "min(0, log(low))"}) {
    const Ended run = ended("rate: '" + std::string(rate) + "'");
    CHECK(run.status == 1);
    CHECK(says(run.err, "trajectory 0, 2024-01-01: rate of trigger 'odd' is "));
    CHECK(says(run.err, "(a rate must be finite and not negative)"));
  }
  for (const char* gate : {"log(low) > 0", "not (log(low) > 0)"})
    CHECK(says(ended("rate: 1 per day, when: '" + std::string(gate) + "'").err,
               "when of trigger 'odd' is nan (it must be finite)"));
  CHECK(ended("rate: 1 per day, when: 'low > 0 and log(low) > 0'").status == 0);
  for (const char* condition : {"log(low) > 0", "not (log(low) > 0)"})
    CHECK(says(ended("upon: '" + std::string(condition) + "'").out, "never"));
}
