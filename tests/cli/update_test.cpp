#include "program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <fstream>

using nlohmann::ordered_json;

namespace {

Ended update(const std::string& name, const Words& more = {}) {
  Words words{"update", scenario(name), "--trajectories", "512", "--worlds", "64"};
  words.insert(words.end(), more.begin(), more.end());
  return run_casus(words);
}

ordered_json json(const std::string& name, Words more = {}) {
  more.emplace_back("--json");
  const Ended ended = update(name, more);
  INFO(ended.err);
  REQUIRE(ended.status == 0);
  return ordered_json::parse(ended.out);
}

} // namespace

TEST_CASE("An update tells outcomes, parameters, drivers and ladders before and after") {
  const Ended ended = update("known.yaml", {"--quiet"});
  INFO(ended.err);
  CHECK(ended.status == 0);
  CHECK(ended.err.empty());
  for (const char* part :
       {"A tiny scenario", "Given what was observed before 2024-07-01", "Outcomes, before and after",
        "    before: ", "    after: ", "Drivers on 2024-07-01: mean (5% to 95%), before and after",
        "posture on 2024-07-01, before and after", "hostile"})
    CHECK(says(ended.out, part));
}

TEST_CASE("An update's JSON has both results, and what changes between them") {
  const auto found = json("known.yaml");
  const auto& hostile = found["outcomes"]["hostile"];
  CHECK(hostile["before"]["probability"] == found["before"]["outcomes"]["hostile"]["probability"]);
  CHECK(hostile["after"]["probability"] == found["after"]["outcomes"]["hostile"]["probability"]);
  CHECK(hostile["before"]["probability"] != hostile["after"]["probability"]);
  CHECK(found["parameters"]["pace"]["prior"]["p50"].get<double>() == Approx(3.25));
  CHECK(found["today"]["date"] == "2024-07-01");
  CHECK(found["today"]["ladders"]["posture"]["after"].size() == 3);
  CHECK(found["today"]["drivers"]["alarm"]["before"].contains("p95"));
  CHECK_FALSE(found["before"].contains("observed"));
  CHECK(found["after"].contains("observed"));
}

TEST_CASE("An update's first half is a run of the scenario without its record") {
  const auto alone =
      ordered_json::parse(run_casus({"run", scenario("known.yaml"), "--trajectories", "512", "--worlds", "64",
                                     "--set", "observed=null", "--json", "--quiet"})
                              .out);
  const auto before = json("known.yaml")["before"];
  CHECK(before["fingerprint"] == alone["fingerprint"]);
  CHECK(before["outcomes"] == alone["outcomes"]);
}

TEST_CASE("An update fills a directory with tables of what changes, and of both results") {
  const TemporaryDirectory directory;
  const auto out = directory / "out";
  const Ended ended = update("known.yaml", {"--out", out.string()});
  CHECK(ended.status == 0);
  CHECK(contents(out / "summary.txt") == ended.out);
  CHECK(ordered_json::parse(contents(out / "update.json")).contains("after"));
  CHECK(contents(out / "update_outcomes.csv")
            .starts_with("scenario,outcome,question,kind,before,before_se,before_ci95_low,before_ci95_high,"
                         "after,after_se,after_ci95_low,after_ci95_high\nknown,hostile,"));
  CHECK(says(contents(out / "update_parameters.csv"), "\nknown,pace,"));
  CHECK(says(contents(out / "update_drivers.csv"), "\nknown,2024-07-01,alarm,"));
  CHECK(says(contents(out / "update_ladders.csv"), ",posture,2,hostile,"));
  CHECK(says(contents(out / "outcomes.csv"), "\nbefore,hostile,"));
  CHECK(says(contents(out / "outcomes.csv"), "\nafter,hostile,"));
}

TEST_CASE("A record on the command line updates a scenario that has none, up to a date") {
  const TemporaryDirectory directory;
  const auto events = directory / "events.csv";
  std::ofstream(events) << "date,trigger\n2024-02-10,shock\n2024-05-03,shock\n";
  const auto all = json("uncertain.yaml", {"--observed", events.string(), "--until", "2024-06-30"});
  const auto cut = json("uncertain.yaml", {"--observed", events.string(), "--until", "2024-03-31"});
  CHECK(all["after"]["observed"]["firings"] == 2);
  CHECK(cut["after"]["observed"]["firings"] == 1);
  CHECK(cut["today"]["date"] == "2024-04-01");
}

TEST_CASE("An update of a scenario without a record is wrong input, and is told what to write") {
  const Ended ended = update("uncertain.yaml");
  CHECK(ended.status == 1);
  CHECK(ended.out.empty());
  CHECK(says(ended.err, "says nothing of what has happened"));
  CHECK(says(ended.err, "observed: {until: 2024-06-30"));
}
