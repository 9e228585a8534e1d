#include "program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <thread>

using nlohmann::ordered_json;

namespace {

Words comparison(Words more) {
  Words words{"compare", scenario("tiny.yaml")};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

/// Leaves out what may differ from one run to the next, at whatever depth.
void without_performance(ordered_json& json) {
  if (json.is_object()) json.erase("performance");
  for (auto& part : json)
    if (part.is_structured()) without_performance(part);
}

ordered_json json_of(const Words& arguments) {
  const Ended ended = run_casus(arguments);
  INFO(ended.err);
  REQUIRE(ended.status == 0);
  CHECK(ended.err.empty());
  auto json = ordered_json::parse(ended.out);
  without_performance(json);
  return json;
}

ordered_json compared(Words more) {
  for (const char* word : {"--json", "--quiet"}) more.emplace_back(word);
  return json_of(comparison(more));
}

} // namespace

TEST_CASE("A comparison prints each outcome, what the what-if makes of it, and the rungs over time") {
  const Ended ended = run_casus(comparison({scenario("more_shocks.yaml"), "--trajectories", "5000"}));
  CHECK(ended.status == 0);
  CHECK(ended.err.empty());
  for (const char* part :
       {"A tiny scenario", "compared with More of the shocks, and one on a day", "Does it come to hostility?",
        "baseline: ", "More of the shocks, and one on a day: ", "percentage points (95% interval +",
        "times as", "likely (", "correlation 0.", "times as many trajectories",
        "posture in More of the shocks, and one on a day"})
    CHECK(says(ended.out, part));
}

TEST_CASE("A comparison's JSON holds the baseline and each what-if as their own runs would print them") {
  const Words how = {"--trajectories", "5000", "--seed", "3", "--json", "--quiet"};
  const auto with = [&](Words words) {
    words.insert(words.end(), how.begin(), how.end());
    return words;
  };
  const auto json = json_of(with(comparison({scenario("no_fall.yaml"), scenario("only_words.yaml")})));
  CHECK(json["baseline"] == json_of(with({"run", scenario("tiny.yaml")})));
  CHECK(json["whatifs"]["no_fall.yaml"] == json_of(with({"run", scenario("no_fall.yaml")})));
  CHECK(json["whatifs"]["only_words.yaml"] == json_of(with({"run", scenario("only_words.yaml")})));
  const auto& difference = json["differences"]["no_fall.yaml"]["hostile"];
  CHECK(difference["difference"].get<double>() ==
        Approx(json["whatifs"]["no_fall.yaml"]["outcomes"]["hostile"]["probability"].get<double>() -
               json["baseline"]["outcomes"]["hostile"]["probability"].get<double>()));
  for (const char* key : {"se", "ci95", "correlation", "variance_ratio", "changed", "doubt", "relative"})
    CHECK(difference.contains(key));
  CHECK(json["ladder_differences"]["no_fall.yaml"]["posture"]["difference"].size() ==
        json["baseline"]["ladders"]["posture"]["day"].size());
  CHECK(json["rankings"]["hostile"][0]["whatif"] == "no_fall.yaml");
}

TEST_CASE("A what-if that only words tell from its baseline differs by exactly zero") {
  const auto json = compared({scenario("only_words.yaml"), "--trajectories", "1000"});
  for (const auto& difference : json["differences"]["only_words.yaml"]) {
    CHECK(difference["difference"] == 0);
    CHECK(difference["ci95"] == ordered_json{0, 0});
  }
  const Ended ended = run_casus(comparison({scenario("only_words.yaml"), "--trajectories", "1000"}));
  CHECK(says(ended.out, "The tiny scenario by another name: the same: nothing that could change a"));
}

TEST_CASE("A what-if may force what its baseline does not have, on a date within a step that both share") {
  const auto json = compared({scenario("more_shocks.yaml"), "--trajectories", "2000"});
  const auto& days = json["baseline"]["ladders"]["posture"]["day"];
  CHECK(std::find(days.begin(), days.end(), 60) == days.end()); // 2024-03-01
  CHECK(json["whatifs"]["more_shocks.yaml"]["ladders"]["posture"]["day"] == days);
  CHECK(json["whatifs"]["more_shocks.yaml"]["triggers"]["shock"]["share_fired"] == 1);
}

TEST_CASE("Several what-ifs are listed by their effect on each outcome") {
  const Ended ended = run_casus(comparison({scenario("only_words.yaml"), scenario("more_shocks.yaml"),
                                            scenario("no_fall.yaml"), "--trajectories", "5000"}));
  CHECK(ended.status == 0);
  CHECK(says(ended.out, "compared with 3 what-ifs"));
  CHECK(says(ended.out, "2. no_fall.yaml: "));
  CHECK(says(ended.out, "3. The tiny scenario by another name: the same"));
}

TEST_CASE("An explanation splits the effect of a what-if over its changes") {
  const auto json = compared({scenario("more_shocks.yaml"), "--explain", "--trajectories", "5000"});
  CHECK(json["explanation"]["groups"].size() == 2);
  double sum = 0;
  for (const auto& contribution : json["explanation"]["outcomes"]["hostile"])
    sum += contribution["shapley"]["effect"].get<double>();
  CHECK(sum == Approx(json["differences"]["more_shocks.yaml"]["hostile"]["difference"].get<double>()));
  const Ended ended =
      run_casus(comparison({scenario("more_shocks.yaml"), "--explain", "--trajectories", "5000"}));
  for (const char* part : {"What each change does", "1. triggers.shock.rate: 2 per year → 4 per year",
                           "alone", "last", "share", "2. force"})
    CHECK(says(ended.out, part));
}

TEST_CASE("The number of threads changes no byte of a comparison") {
  const auto with_threads = [](const char* threads) {
    return compared(
               {scenario("more_shocks.yaml"), "--explain", "--trajectories", "20000", "--threads", threads})
        .dump();
  };
  const std::string one = with_threads("1");
  CHECK(with_threads("2") == one);
  CHECK(with_threads("3") == one);
}

TEST_CASE("Settings hold for all that are compared, and options reach them") {
  const auto base = compared({scenario("no_fall.yaml"), "--trajectories", "1000"});
  const auto set = compared(
      {scenario("no_fall.yaml"), "--trajectories", "1000", "--set", "triggers.shock.rate=9 per year"});
  CHECK(set["baseline"]["fingerprint"] != base["baseline"]["fingerprint"]);
  CHECK(set["whatifs"]["no_fall.yaml"]["triggers"]["shock"]["mean_count"].get<double>() > 7);
  const auto seeded = compared({scenario("no_fall.yaml"), "--trajectories", "1000", "--seed", "2"});
  CHECK(seeded["differences"] != base["differences"]);
  const auto worlds = compared({scenario("no_fall.yaml"), "--trajectories", "1000", "--worlds", "10"});
  CHECK(worlds["differences"]["no_fall.yaml"]["hostile"]["se"] !=
        base["differences"]["no_fall.yaml"]["hostile"]["se"]);
}

TEST_CASE("A comparison needs a what-if, and an explanation just one") {
  CHECK(run_casus(comparison({})).status == 2);
  const Ended two =
      run_casus(comparison({scenario("no_fall.yaml"), scenario("only_words.yaml"), "--explain"}));
  CHECK(two.status == 2);
  CHECK(says(two.err, "--explain: takes one what-if at a time"));
}

TEST_CASE("What is wrong with what is compared is told with status 1") {
  CHECK(run_casus(comparison({scenario("broken.yaml")})).status == 1);
  const Ended twice = run_casus(comparison({scenario("no_fall.yaml"), scenario("no_fall.yaml")}));
  CHECK(twice.status == 1);
  CHECK(says(twice.err, "is given twice"));
}

TEST_CASE("An interrupted comparison prints what all have finished, with status 3") {
  Started run(comparison({scenario("no_fall.yaml"), "--trajectories", "1e9", "--json"}));
  std::this_thread::sleep_for(std::chrono::seconds(2));
  run.interrupt();
  const Ended ended = run.wait();
  CHECK(ended.status == 3);
  const auto json = ordered_json::parse(ended.out);
  CHECK(json["baseline"]["stopped"] == true);
  CHECK(json["baseline"]["trajectories"].get<std::uint64_t>() > 0);
  CHECK(json["whatifs"]["no_fall.yaml"]["trajectories"] == json["baseline"]["trajectories"]);
  CHECK(json["differences"]["no_fall.yaml"]["hostile"]["changed"].get<std::uint64_t>() > 0);
}

TEST_CASE("A comparison fills its directory") {
  const TemporaryDirectory directory;
  const Ended ended = run_casus(
      comparison({scenario("no_fall.yaml"), "--trajectories", "500", "--out", (directory / "out").string()}));
  CHECK(ended.status == 0);
  CHECK(contents(directory / "out/summary.txt") == ended.out);
  CHECK(ordered_json::parse(contents(directory / "out/result.json")).contains("differences"));
}
