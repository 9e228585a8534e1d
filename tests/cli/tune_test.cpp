#include "program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>

namespace {

const std::string strikes = "casus: 1\nname: strikes\nstart: 2023-01-01\nhorizon: 1 year\nstep: 1 year\n"
                            "parameters:\n  base: {lognormal: {p05: 0.5, p95: 2}}\n"
                            "triggers:\n  strike: {rate: base per year}\n  talks: {rate: 2 per year}\n"
                            "outcomes:\n  struck: {when: count(strike) >= 1}\n"
                            "  talked: {when: count(talks) >= 1}\n";

/// A folder with a scenario and targets of it.
struct Desk : TemporaryDirectory {
  explicit Desk(const std::string& targets = "  struck: 0.3\n  talked: {p05: 0.7, p95: 0.8}\n") {
    std::ofstream(*this / "strikes.yaml") << strikes;
    std::ofstream(*this / "targets.yaml") << "casus: 1\ntargets:\n" << targets;
  }
  std::string at(const std::string& name) const { return (*this / name).string(); }
  Words tune(const Words& more = {}) const {
    Words words{"tune",  at("strikes.yaml"), "--targets", at("targets.yaml"), "--trajectories",
                "20000", "--quiet"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }
};

nlohmann::json outcomes(const std::string& file) {
  const Ended ended = run_casus({"run", file, "--json", "--quiet", "--trajectories", "20000"});
  REQUIRE(ended.status == 0);
  return nlohmann::json::parse(ended.out)["outcomes"];
}

} // namespace

TEST_CASE("The tuned numbers are a what-if that runs to what was asked") {
  const Desk desk;
  const Ended ended = run_casus(desk.tune({"--out", desk.at("tuned.yaml")}));
  REQUIRE(ended.status == 0);
  CHECK(ended.err.empty());
  CHECK(says(ended.out, "2 numbers tuned to 2 targets"));
  const std::string overlay = contents(desk / "tuned.yaml");
  CHECK(says(overlay, "extends: strikes.yaml\n"));
  CHECK(says(overlay, "# - struck: asked 0.3, "));
  CHECK(says(overlay, "was 2 per year; "));
  CHECK(says(overlay, "was uncertain"));
  const auto found = outcomes(desk.at("tuned.yaml"));
  CHECK(std::abs(found["struck"]["probability"].get<double>() - 0.3) < 0.03);
  CHECK(std::abs(found["talked"]["probability"].get<double>() - 0.75) < 0.03);
}

TEST_CASE("Tuning prints JSON, the same each time") {
  const Desk desk;
  const Ended ended = run_casus(desk.tune({"--json", "--free", "triggers.talks.rate"}));
  REQUIRE(ended.status == 0);
  const auto json = nlohmann::json::parse(ended.out);
  CHECK(json["targets"]["talked"]["said"] == "0.7 to 0.8");
  CHECK(json["numbers"].size() == 1);
  CHECK(json["numbers"]["triggers.talks.rate"]["unit"] == " per year");
  CHECK(json["contradictions"][0]["target"] == "struck"); // nothing free moves it
  CHECK(run_casus(desk.tune({"--json", "--free", "triggers.talks.rate", "--threads", "1"})).out == ended.out);
}

TEST_CASE("What is wrong with a tuning's words or files is told, and nothing is written") {
  const Desk desk("  strck: 0.3\n  talked: 1.2\n");
  const Ended wrong = run_casus(desk.tune({"--out", desk.at("tuned.yaml")}));
  CHECK(wrong.status == 1);
  CHECK(wrong.out.empty());
  CHECK(says(wrong.err,
             "targets.yaml:3:3: error: the scenario has no outcome 'strck' (did you mean 'struck'?)"));
  CHECK(says(wrong.err, "targets.yaml:4:11: error: target 'talked' must be a probability between 0 and 1"));
  CHECK_FALSE(std::filesystem::exists(desk / "tuned.yaml"));

  const Desk right;
  CHECK(says(run_casus(right.tune({"--free", "triggers.talks.rat"})).err,
             "did you mean 'triggers.talks.rate'?"));
  CHECK(says(run_casus(right.tune({"--out", right.at("strikes.yaml")})).err, "exists already"));
  CHECK(run_casus({"tune", right.at("strikes.yaml")}).status == 2);
  CHECK(run_casus(right.tune({"--out", right.at("t.yaml"), "--set", "horizon=2 years"})).status == 2);
  CHECK(says(run_casus({"tune", right.at("strikes.yaml"), "--targets", right.at("none.yaml")}).err,
             "none.yaml"));
}
