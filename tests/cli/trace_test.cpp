#include "program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <cstdlib>

using nlohmann::ordered_json;

namespace {

Ended trace(const std::string& name, const Words& more) {
  Words words{"trace", scenario(name)};
  words.insert(words.end(), more.begin(), more.end());
  return run_casus(words);
}

ordered_json story(const std::string& name, Words more) {
  more.emplace_back("--json");
  const Ended ended = trace(name, more);
  INFO(ended.err);
  REQUIRE(ended.status == 0);
  return ordered_json::parse(ended.out);
}

} // namespace

TEST_CASE("A trace tells a story with its beginning and its end") {
  const Ended ended = trace("tiny.yaml", {"--trajectory", "17"});
  CHECK(ended.status == 0);
  CHECK(ended.err.empty());
  for (const char* part :
       {"trajectory 17", "2024-01-01 · the start", "The vote is held", "2024-11-05", "the end"})
    CHECK(says(ended.out, part));
}

TEST_CASE("A trace's JSON counts the events that it tells") {
  const auto json = story("tiny.yaml", {"--trajectory", "3"});
  std::size_t shocks = 0;
  for (const auto& event : json["events"]) shocks += event.value("trigger", "") == "shock" ? 1 : 0;
  CHECK(json["end"]["counts"]["shock"] == shocks);
  CHECK(json["end"]["counts"]["vote"] == 1);
}

TEST_CASE("Every option of a trace changes its story") {
  const auto base = story("uncertain.yaml", {"--trajectory", "40"});
  CHECK(story("uncertain.yaml", {"--trajectory", "40"}) == base);
  CHECK(story("uncertain.yaml", {"--trajectory", "41"})["trajectory"] == 41);
  CHECK(story("uncertain.yaml", {"--trajectory", "40", "--seed", "2"})["parameters"] != base["parameters"]);
  CHECK(story("uncertain.yaml", {"--trajectory", "40", "--worlds", "7"})["worlds"] == 7);
  const auto set =
      story("uncertain.yaml", {"--trajectory", "40", "--set", "triggers.shock.rate=90 per year"});
  CHECK(set["events"].size() > base["events"].size());
  CHECK(story("uncertain.yaml", {"--trajectory", "99", "--trajectories", "100"})["worlds"] == 13);
}

TEST_CASE("The command that a story names tells the same story again") {
  const auto first = story("uncertain.yaml", {"--trajectory", "123", "--seed", "9", "--trajectories", "5e3",
                                              "--set", "title='it''s a \"$HOME\" title'"});
  std::string command = first["replay"];
  REQUIRE(command.starts_with("casus trace "));
  command.replace(0, std::string("casus").size(), CASUS_PROGRAM);
  const TemporaryDirectory directory;
  const std::string again = (directory / "again.json").string();
  REQUIRE(std::system((command + " --json > " + again).c_str()) == 0);
  CHECK(ordered_json::parse(contents(again)) == first);
}

TEST_CASE("A trajectory beyond the last one is wrong input") {
  CHECK(trace("tiny.yaml", {"--trajectory", "9", "--trajectories", "10"}).status == 0);
  const Ended ended = trace("tiny.yaml", {"--trajectory", "10", "--trajectories", "10"});
  CHECK(ended.status == 1);
  CHECK(ended.out.empty());
  CHECK(says(ended.err, "casus: error: "));
}
