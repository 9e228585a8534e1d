#include "scenario/texts.hpp"

#include <catch2/catch.hpp>

using namespace casus;

namespace {

const std::string plain = "triggers:\n  strike: {rate: 6 per year, limit: 3}\n";

std::string problem(const std::string& setting) {
  return texts::problems_of(texts::head + plain, {setting}).at(0);
}

} // namespace

TEST_CASE("A setting replaces a value") {
  const Scenario scenario = texts::read(plain, {"triggers.strike.rate=12 per year", "horizon=2 years"});
  CHECK(scenario.triggers[0].hazard->rate.expression.value == Approx(12 / 365.25));
  CHECK(scenario.triggers[0].limit == 3);
  CHECK(scenario.horizon == 730.5);
}

TEST_CASE("A setting adds keys, parts and whole sections") {
  const Scenario scenario =
      texts::read(plain, {"drivers.alarm.start=0.5", "triggers.strike.weights.alarm={uniform: [1, 2]}",
                          "triggers.election={at: 2023-05-01, effects: [{add: {alarm: 1}}]}"});
  CHECK(scenario.drivers[0].start.expression.value == 0.5);
  CHECK(scenario.parameters[0].name == "triggers.strike.weights.alarm");
  CHECK(scenario.triggers[1].at == std::vector<double>{16});
  CHECK(scenario.triggers[1].effects[0].changes.size() == 1);
}

TEST_CASE("A setting of a map changes the keys that it has, and null removes one") {
  const Scenario merged = texts::read(plain, {"triggers.strike={rate: 1 per year, cooldown: 1 week}"});
  CHECK(merged.triggers[0].limit == 3);
  CHECK(merged.triggers[0].cooldown->expression.value == 7);
  CHECK(!texts::read(plain, {"triggers.strike.limit=null"}).triggers[0].limit);
  CHECK(!texts::read(plain, {"triggers.strike.limit="}).triggers[0].limit);
}

TEST_CASE("A distribution set in the place of another one replaces it") {
  const std::string uncertain = "parameters: {p: {uniform: [0, 1]}}\ndrivers: {x: {start: p}}\n";
  const Scenario scenario = texts::read(uncertain, {"parameters.p={normal: [0, 1]}"});
  CHECK(scenario.parameters[0].distribution->family == "normal");
}

TEST_CASE("A problem in a setting names the setting") {
  CHECK(
      problem("triggers.strike.rate=6 per yr") ==
      "--set triggers.strike.rate: error: unknown unit 'yr': use one of 'hours', 'days', 'weeks', 'months', "
      "'years', or write * to multiply");
  CHECK(problem("triggers.strike.raet=1") ==
        "--set triggers.strike.raet: error: unknown key 'raet' in trigger 'strike' (did you mean 'rate'?)");
  CHECK(problem("triggers.strike.effects=[") == "--set triggers.strike.effects: error: this is not YAML: end "
                                                "of sequence flow not found (something opened "
                                                "before is never closed)");
}

TEST_CASE("A setting that is none is refused") {
  const std::string what = ": error: a setting is a path of keys parted by dots, '=' and a value, such as "
                           "triggers.strike.rate='6 per year'";
  CHECK(problem("horizon") == "--set horizon" + what);
  CHECK(problem("a..b=1") == "--set a..b" + what);
  CHECK(problem("=1") == "--set " + what);
}

TEST_CASE("A setting goes through maps only, and removes only what is there") {
  CHECK(texts::problems_of(texts::head + "correlations: [[a, b, 1]]\n", {"correlations.0=1"}).back() ==
        "--set correlations.0: error: a setting cannot go into a list (before '0'): set the whole list");
  CHECK(problem("triggers.strke.limit=null") ==
        "--set triggers.strke.limit: error: nothing stands at 'triggers.strke.limit' that null could remove "
        "(did you mean 'strike'?)");
}

TEST_CASE("Problems of the file come before those of the settings") {
  const auto lines = texts::problems_of(texts::head + "zzz: 1\n", {"yyy=1", "horizon=soon"});
  CHECK(lines.at(0).starts_with("some.yaml:5:1: error: unknown key 'zzz'"));
  CHECK(lines.at(1).starts_with("--set yyy: error: unknown key 'yyy'"));
  CHECK(lines.at(2) == "--set horizon: error: unknown name 'soon'");
}
