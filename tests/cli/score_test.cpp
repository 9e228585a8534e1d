#include "program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>

using nlohmann::ordered_json;

namespace {

/// casus score with a table of outcomes.
class Scoring {
public:
  explicit Scoring(const std::string& table) { std::ofstream(directory_ / "o.csv") << table; }

  Ended run(Words more) const {
    Words words{"score"};
    words.insert(words.end(), more.begin(), more.end());
    words.insert(words.end(), {"--outcomes", (directory_ / "o.csv").string(), "--quiet"});
    return run_casus(words);
  }
  ordered_json json(Words more) const {
    more.emplace_back("--json");
    const Ended ended = run(more);
    INFO(ended.err);
    REQUIRE(ended.status == 0);
    return ordered_json::parse(ended.out);
  }
  const TemporaryDirectory& directory() const { return directory_; }

private:
  TemporaryDirectory directory_;
};

const std::string both = "outcome,observed,base_rate\nhostile,yes,0.1\nlast_alarm,0.8,0.1; 0.5; 0.9\n";

} // namespace

TEST_CASE("Scores are printed beside what was forecast and what came") {
  const Ended ended = Scoring(both).run({scenario("tiny.yaml"), "--trajectories", "2000"});
  CHECK(ended.status == 0);
  CHECK(ended.err.empty());
  for (const char* part : {"A tiny scenario", "Does it come to hostility? (by 2024-12-31)",
                           "base rate 10%: it happened", "Brier 0.", "(base 0.81), logarithmic ",
                           "it came to 0.8, above ", "CRPS 0.", "Reliability", "1 event is too few"})
    CHECK(says(ended.out, part));
}

TEST_CASE("An event's scores follow from the probability that a run prints") {
  const Words how = {scenario("tiny.yaml"), "--trajectories", "2000", "--seed", "3"};
  const auto forecast = Scoring(both).json(how)["forecasts"][scenario("tiny.yaml")];
  Words run{"run", "--json", "--quiet"};
  run.insert(run.end(), how.begin(), how.end());
  const auto alone = ordered_json::parse(run_casus(run).out)["outcomes"];
  const auto& hostile = forecast["outcomes"]["hostile"];
  const double p = alone["hostile"]["probability"];
  CHECK(hostile["probability"] == alone["hostile"]["probability"]);
  CHECK(hostile["se"] == alone["hostile"]["se"]);
  CHECK(hostile["brier"]["score"].get<double>() == Approx((1 - p) * (1 - p)));
  CHECK(hostile["log"]["score"].get<double>() == Approx(-std::log(p)));
  CHECK(forecast["outcomes"]["last_alarm"]["mean"].get<double>() ==
        Approx(alone["last_alarm"]["mean"].get<double>()));
  CHECK(forecast["outcomes"]["last_alarm"]["sd"].get<double>() ==
        Approx(alone["last_alarm"]["sd"].get<double>()));
}

TEST_CASE("Several scenarios are ranked, each with its own scores") {
  const Scoring scoring(both);
  const Words how = {scenario("tiny.yaml"), scenario("no_fall.yaml"), "--trajectories", "2000"};
  const auto json = scoring.json(how);
  CHECK(json["ranking"][0]["file"] == scenario("no_fall.yaml"));
  CHECK(json["ranking"][1]["behind"].get<double>() > 0);
  CHECK(says(scoring.run(how).out, "Ranking"));
}

TEST_CASE("Scores fill a directory with text, JSON and tables") {
  const Scoring scoring(both);
  const auto out = scoring.directory() / "out";
  const Ended ended = scoring.run({scenario("tiny.yaml"), "--trajectories", "500", "--out", out.string()});
  CHECK(ended.status == 0);
  CHECK(contents(out / "summary.txt") == ended.out);
  CHECK(ordered_json::parse(contents(out / "result.json")).contains("forecasts"));
  CHECK(says(contents(out / "scores.csv"), "hostile,Does it come to hostility?,event,"));
  CHECK(says(contents(out / "reliability.csv"), "ci95_low,ci95_high"));
}

TEST_CASE("Options reach the scores, and the number of threads changes none") {
  const Scoring scoring("outcome,observed\nshocked,no\n");
  const auto means = [&](Words more) {
    more.insert(more.end(), {scenario("uncertain.yaml"), "--trajectories", "3000"});
    return scoring.json(more)["forecasts"][scenario("uncertain.yaml")]["means"];
  };
  const auto base = means({});
  CHECK(means({"--threads", "1"}) == means({"--threads", "3"}));
  CHECK(means({"--seed", "2"}) != base);
  CHECK(means({"--worlds", "10"}) != base);
  CHECK(means({"--set", "triggers.shock.rate=9 per year"}) != base);
}

TEST_CASE("What is wrong with a table of outcomes is told with status 1, and a missing one with 2") {
  const Ended unknown = Scoring("outcome,observed\nhostil,yes\n").run({scenario("tiny.yaml")});
  CHECK(unknown.status == 1);
  CHECK(says(unknown.err, "o.csv:2:1: error: unknown outcome 'hostil' (did you mean 'hostile'?)"));
  CHECK(Scoring("").run({scenario("tiny.yaml")}).status == 1);
  CHECK(run_casus({"score", scenario("tiny.yaml"), "--outcomes", "/nowhere.csv"}).status == 1);
  CHECK(run_casus({"score", scenario("tiny.yaml")}).status == 2);
  const Ended twice = Scoring(both).run({scenario("tiny.yaml"), scenario("tiny.yaml")});
  CHECK(says(twice.err, "is given twice"));
}
