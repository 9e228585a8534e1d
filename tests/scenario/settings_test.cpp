#include "scenario/texts.hpp"

#include "casus/numbers.hpp"

#include <algorithm>
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
      texts::read(plain, {"drivers.alarm={start: 0.5}", "triggers.strike.weights.alarm={uniform: [1, 2]}",
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
                           "triggers.strike.rate='6 per year' (a key with dots stands in brackets)";
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

TEST_CASE("A setting into a part that is not there is a slip, and told with the nearest name") {
  CHECK(problem("triggers.stirke.rate=1 per year") == "--set triggers.stirke.rate: error: nothing stands at "
                                                      "'triggers.stirke' (did you mean 'strike'?): to add "
                                                      "it, set it as a whole, such as triggers.stirke={…}");
  CHECK(problem("drivers.alarm.start=1")
            .starts_with("--set drivers.alarm.start: error: nothing stands at 'driv"));
  const std::string marked = "parameters: {red_line: 1}\ndrivers: {x: {start: red_line}}\n"
                             "triggers: {t: {at: 1 day, marks: {weapon: {nato: 1}}}}\n";
  CHECK(texts::problems_of(texts::head + marked, {"parameters.red_lne=2"})
            .at(0)
            .ends_with("nothing stands at 'parameters.red_lne' (did you mean 'red_line'?): to add it, set it "
                       "as a whole, such as "
                       "parameters.red_lne={…}"));
  CHECK(texts::problems_of(texts::head + marked, {"triggers.t.marks.wepon.nato=2"})
            .at(0)
            .find("nothing stands at 'triggers.t.marks.wepon' (did you mean 'weapon'?)") !=
        std::string::npos);
  CHECK(texts::read(marked, {"parameters.other=2", "drivers.x.start=other"}).parameters[1].value == 2);
}

TEST_CASE("A key with dots, blanks and '=' is known where it is there, and may stand in quotes or brackets") {
  const std::string terms = "drivers: {x: {}}\ntriggers:\n  a:\n    rate: 1 per year\n    weights: "
                            "{0.5 * x: 1, x == 1.5: 2, 'x in [1, 2.5]': 3}\n";
  for (const auto& [path, position] :
       std::vector<std::pair<std::string, std::size_t>>{{"triggers.a.weights.0.5 * x", 0},
                                                        {"triggers.a.weights.x == 1.5", 1},
                                                        {"triggers.a.weights.x in [1, 2.5]", 2},
                                                        {"triggers.a.weights[0.5 * x]", 0},
                                                        {"triggers.a.weights[\"x == 1.5\"]", 1},
                                                        {"triggers.a.weights.'x in [1, 2.5]'", 2},
                                                        {"triggers[a].weights.\"0.5 * x\"", 0}}) {
    INFO(path);
    const Scenario scenario = texts::read(terms, {path + "=7"});
    CHECK(scenario.triggers[0].hazard->weights.size() == 3);
    CHECK(scenario.triggers[0].hazard->weights[position].weight.expression.value == 7);
  }
  CHECK(texts::read(terms, {"triggers.a.weights[2.5 * x]=7"}).triggers[0].hazard->weights.size() == 4);
}

TEST_CASE("Every path that is listed can be set as it is written") {
  const std::string all = "parameters: {p: {about: a, value: {uniform: [0, 1]}}, q: 3 per year}\n"
                          "drivers: {x: {half_life: 1 week, follows: {y: 1}, start: p}, y: {}}\n"
                          "triggers: {a: {rate: q, weights: {0.5 * x: 1}, cooldown: 1 day,\n"
                          "  marks: {m: {b: {share: 0.2}, c: 0.8}}}}\n"
                          "ladders: {l: {rungs: [low, high], up: {rate: 1 per year}, steps: {low -> high: "
                          "{weights: {l == 0.5: 1}}}}}\n";
  for (const NumberEntry& number : numbers_of(texts::read(all, {}))) {
    if (!number.is_settable()) continue;
    INFO(number.path);
    const auto changed = numbers_of(texts::read(all, {number.path + "=0.25" + number.unit}));
    const auto found = std::find_if(changed.begin(), changed.end(),
                                    [&](const NumberEntry& each) { return each.path == number.path; });
    REQUIRE(found != changed.end());
    CHECK(found->value == 0.25 * number.unit_size);
  }
}
