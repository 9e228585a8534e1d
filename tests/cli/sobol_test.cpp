#include "program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using nlohmann::ordered_json;

namespace {

Ended run_sobol(const Words& more) {
  Words words{"sensitivity", "--sobol", "--quiet"};
  words.insert(words.end(), more.begin(), more.end());
  return run_casus(words);
}

ordered_json indices(Words more) {
  more.insert(more.end(), {scenario("uncertain.yaml"), "--trajectories", "30000", "--json"});
  const Ended ended = run_sobol(more);
  INFO(ended.err);
  REQUIRE(ended.status == 0);
  return ordered_json::parse(ended.out)["sobol"];
}

} // namespace

TEST_CASE("Sobol indices are printed with what chance makes of the variance") {
  const Ended ended = run_sobol({scenario("uncertain.yaml"), "--trajectories", "30000"});
  CHECK(ended.status == 0);
  CHECK(ended.err.empty());
  for (const char* part :
       {"Which parameter the answers hang on", "Is there a shock?", "chance makes ", "pace", "total"})
    CHECK(says(ended.out, part));
}

TEST_CASE("The only uncertain parameter has all of the variance between worlds") {
  const auto pace = indices({})["outcomes"]["shocked"]["parameters"]["pace"];
  for (const char* order : {"first", "total"}) {
    CHECK(pace[order]["ci95"][0].get<double>() < 1);
    CHECK(pace[order]["ci95"][1].get<double>() > 1);
  }
}

TEST_CASE("Options reach the Sobol indices, and the number of threads changes none") {
  const auto base = indices({});
  CHECK(indices({"--threads", "1"}) == indices({"--threads", "3"}));
  CHECK(indices({"--seed", "2"}) != base);
  CHECK(indices({"--worlds", "200"})["rows"] == 200);
  CHECK(indices({"--outcome", "shocked"}) == base);
}

TEST_CASE("Sobol indices fill a directory") {
  const TemporaryDirectory directory;
  const auto out = directory / "out";
  const Ended ended =
      run_sobol({scenario("uncertain.yaml"), "--trajectories", "30000", "--out", out.string()});
  CHECK(ended.status == 0);
  CHECK(contents(out / "summary.txt") == ended.out);
  CHECK(says(contents(out / "sobol.csv"), "uncertain,shocked,pace,"));
  CHECK(ordered_json::parse(contents(out / "sobol.json")).contains("sobol"));
}

TEST_CASE("What Sobol indices cannot be told of says why, with status 1, and what contradicts them with 2") {
  const Ended known = run_sobol({scenario("tiny.yaml")});
  CHECK(known.status == 1);
  CHECK(says(known.err,
             "is uncertain (Sobol indices share out what worlds differ by): give one a distribution"));
  const Ended few = run_sobol({scenario("uncertain.yaml"), "--trajectories", "100", "--worlds", "50"});
  CHECK(few.status == 1);
  CHECK(says(few.err, "100 trajectories are too few"));
  CHECK(says(few.err, "choose at least 300 trajectories"));
  CHECK(run_sobol({scenario("uncertain.yaml"), "--outcome", "shock"}).status == 1);
  CHECK(run_sobol({scenario("uncertain.yaml"), "--all"}).status == 2);
}
