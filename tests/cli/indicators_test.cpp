#include "program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <regex>

using nlohmann::ordered_json;

namespace {

Ended indicators(const std::string& name, const Words& more = {}) {
  Words words{"indicators", scenario(name), "--trajectories", "2048"};
  words.insert(words.end(), more.begin(), more.end());
  return run_casus(words);
}

ordered_json json(const std::string& name, Words more = {}) {
  more.emplace_back("--json");
  const Ended ended = indicators(name, more);
  INFO(ended.err);
  REQUIRE(ended.status == 0);
  return ordered_json::parse(ended.out);
}

/// What is printed, with each paragraph on one line.
std::string unwrapped(const std::string& text) {
  return std::regex_replace(text, std::regex("\n {6,}"), " ");
}

} // namespace

TEST_CASE("What to watch is told in sentences, the most telling first") {
  const Ended ended = indicators("tiny.yaml", {"--quiet"});
  INFO(ended.err);
  CHECK(ended.status == 0);
  CHECK(ended.err.empty());
  for (const char* part :
       {"A tiny scenario", "What to watch from 2024-01-01 to 2024-03-31",
        "Does it come to hostility? (by 2024-12-31)", "% as things stand", "posture: tense – if it comes ",
        "%, if not ", "; comes in ", "% of courses; moves the answer by ", " bits)",
        "when one of these comes it is answered already: posture: hostile", "1 outcome left out here"})
    CHECK(says(unwrapped(ended.out), part));
}

TEST_CASE("Indicators in JSON have every event and outcome") {
  const auto found = json("tiny.yaml");
  CHECK(found["window"]["until"] == "2024-03-31");
  CHECK(found["events"]["shock"]["probability"]["value"].get<double>() > 0.2);
  const auto& tense = found["outcomes"]["hostile"]["indicators"]["posture: tense"];
  CHECK(tense["if_comes"]["value"].get<double>() > tense["if_not"]["value"].get<double>());
  CHECK(tense["is_told"] == true);
  CHECK(tense.contains("bits"));
  const auto& value = found["outcomes"]["last_alarm"]["indicators"]["shock (kind large)"];
  CHECK_FALSE(value.contains("bits"));
  CHECK(value["expected_move"]["value"].get<double>() > 0);
}

TEST_CASE("The window and the outcomes of indicators may be chosen") {
  const auto found = json("tiny.yaml", {"--within", "6 months", "--outcome", "last_alarm"});
  CHECK(found["window"]["until_day"].get<double>() == Approx(365.25 / 2));
  CHECK(found["outcomes"].size() == 1);
  CHECK(says(unwrapped(indicators("tiny.yaml", {"--outcome", "last_alarm", "--within", "1 year"}).out),
             "moves the mean by "));
  CHECK(json("tiny.yaml", {"--within", "3 years"})["window"]["is_cut_by_horizon"] == true);
}

TEST_CASE("With a record one watches from its end on") {
  const Words few{"--worlds", "64", "--within", "30 days"};
  const auto found = json("known.yaml", few);
  CHECK(found["window"]["after"] == "2024-07-01");
  CHECK(found["window"]["until"] == "2024-07-31");
  CHECK(says(indicators("known.yaml", few).out, "Given what was observed before 2024-07-01"));
}

TEST_CASE("Indicators fill a directory with tables") {
  const TemporaryDirectory directory;
  const auto out = directory / "out";
  const Ended ended = indicators("tiny.yaml", {"--out", out.string()});
  CHECK(ended.status == 0);
  CHECK(contents(out / "summary.txt") == ended.out);
  CHECK(ordered_json::parse(contents(out / "indicators.json")).contains("events"));
  CHECK(contents(out / "indicators.csv").starts_with("scenario,outcome,kind,trials,event,came,if_comes,"));
  CHECK(says(contents(out / "indicators.csv"), "\ntiny,hostile,event,2048,posture: tense,"));
  CHECK(says(contents(out / "events.csv"), "\ntiny,shock,false,2024-01-01,2024-03-31,"));
}

TEST_CASE("What is no duration or no outcome of indicators is refused") {
  for (const char* within : {"soon", "-3 days", "0 days", "2024-05-01", ""}) {
    const Ended ended = indicators("tiny.yaml", {"--within", within});
    CHECK(ended.status == 2);
    CHECK(says(ended.err, "must be a duration such as '90 days' or '6 months'"));
  }
  const Ended ended = indicators("tiny.yaml", {"--outcome", "hostil"});
  CHECK(ended.status == 1);
  CHECK(says(ended.err, "did you mean 'hostile'?"));
}
