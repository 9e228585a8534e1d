#include "casus/numbers.hpp"

#include "scenario/folder.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace casus;

namespace {

const std::string text =
    "casus: 1\nname: base\nstart: 2023-04-15\nhorizon: 1 year\nstep: 1 week\n"
    "parameters:\n  red_line: {about: A judgement, value: {uniform: [1, 3]}}\n  plain: 2\n"
    "drivers:\n  alarm: {half_life: 12 weeks, start: 0.3, volatility: {uniform: [0.4, 0.6]}, bounds: [0, "
    "5]}\n"
    "triggers:\n"
    "  strike:\n    rate: 6 per year\n    weights: {alarm: 0.5, alarm > 1.5: 1}\n"
    "    marks: {weapon: {domestic: 0.8, nato: {share: 0.2, weights: {alarm: 1}}}}\n"
    "    effects:\n      - add: {alarm: 0.1}\n      - add: {alarm: 0.1 * red_line}\n"
    "  other: {rate: 0.5 * red_line per week}\n"
    "ladders:\n"
    "  aid:\n    rungs: [none, some, much]\n    up: {rate: 1 per 2 weeks, weights: {alarm: 1}}\n"
    "    steps: {some -> much: {rate: 2 per year}}\n"
    "outcomes:\n  alarmed: {when: alarm > 1}\n";

NumberEntry entry(const Scenario& scenario, const std::string& path) {
  const auto entries = numbers_of(scenario);
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [&](const NumberEntry& each) { return each.path == path; });
  REQUIRE(found != entries.end());
  return *found;
}

} // namespace

TEST_CASE("Every number of a scenario is listed once, where it stands") {
  std::vector<std::string> paths;
  for (const NumberEntry& each : numbers_of(parse_scenario(text, "base.yaml"))) paths.push_back(each.path);
  CHECK(paths == std::vector<std::string>{
                     "parameters.red_line.value", "parameters.plain", "drivers.alarm.start",
                     "drivers.alarm.half_life", "drivers.alarm.volatility", "drivers.alarm.bounds.lower",
                     "drivers.alarm.bounds.upper", "triggers.strike.rate", "triggers.strike.weights.alarm",
                     "triggers.strike.weights.alarm > 1.5", "triggers.strike.marks.weapon.domestic",
                     "triggers.strike.marks.weapon.nato.share",
                     "triggers.strike.marks.weapon.nato.weights.alarm", "triggers.strike.effects.0.add.alarm",
                     "triggers.strike.effects.1.add.alarm", "triggers.other.rate", "ladders.aid.up.rate",
                     "ladders.aid.up.weights.alarm", "ladders.aid.steps.some -> much.rate"});
}

TEST_CASE("A number has its value in days, its unit as it is written, and its keys") {
  const Scenario scenario = parse_scenario(text, "base.yaml");
  const NumberEntry rate = entry(scenario, "triggers.strike.rate");
  CHECK(*rate.value == Approx(6 / 365.25));
  CHECK(rate.written(12 / 365.25) == "12 per year");
  CHECK(entry(scenario, "ladders.aid.up.rate").written(3.0 / 14) == "3 per 2 weeks");
  CHECK(entry(scenario, "drivers.alarm.half_life").written(7) == "1 weeks");
  CHECK(entry(scenario, "triggers.strike.weights.alarm > 1.5").keys.back() == "alarm > 1.5");
  CHECK(*entry(scenario, "parameters.red_line.value").value == Approx(2));
  CHECK(entry(scenario, "drivers.alarm.volatility").distribution);
  CHECK_FALSE(entry(scenario, "triggers.other.rate").value);
  CHECK_FALSE(entry(scenario, "triggers.strike.effects.0.add.alarm").is_settable());
}

TEST_CASE("A parameter and an uncertain number have the unit in which they are written") {
  const Scenario scenario = parse_scenario(
      "casus: 1\nstart: 2023-04-15\nhorizon: 1 year\nstep: 1 week\n"
      "parameters: {often: 6 per year, seldom: {value: {lognormal: {median: 2 per year, sigma: 0.5}}}, bare: "
      "0.2,\n"
      "  of_rate: {gamma: {shape: 2, rate: 3 weeks}}}\n"
      "triggers: {a: {rate: often}, b: {rate: {pert: [0, 2 per month, 3 per month]}}, c: {rate: seldom}}\n",
      "base.yaml");
  CHECK(entry(scenario, "parameters.often").written(12 / 365.25) == "12 per year");
  CHECK(entry(scenario, "parameters.seldom.value").written(12 / 365.25) == "12 per year");
  CHECK(entry(scenario, "parameters.bare").written(0.3) == "0.3");
  CHECK(entry(scenario, "parameters.of_rate").written(0.3) == "0.3");
  CHECK(entry(scenario, "triggers.b.rate").written(3 * 12 / 365.25) == "3 per month");
}

TEST_CASE("Another value takes the place of a number wherever it stands, and of a distribution") {
  const Scenario scenario = parse_scenario(text, "base.yaml");
  const Scenario changed = with_value(scenario, "ladders.aid.up.weights.alarm", 3);
  for (std::size_t rung = 0; rung < 2; ++rung)
    CHECK(changed.ladders[0].up[rung]->weights[0].weight.expression.value == 3);
  const Scenario certain = with_value(scenario, "drivers.alarm.volatility", 0.7);
  CHECK(*entry(certain, "drivers.alarm.volatility").value == 0.7);
  CHECK_FALSE(entry(certain, "drivers.alarm.volatility").distribution);
  CHECK_THROWS_AS(with_value(scenario, "triggers.strike.rat", 1), std::invalid_argument);
}

TEST_CASE("An overlay of new values changes these and nothing else") {
  Folder folder;
  folder.write("base.yaml", text);
  const Scenario scenario = folder.load("base.yaml");
  std::vector<NewValue> values;
  for (const NumberEntry& each : numbers_of(scenario))
    if (each.is_settable() && each.value) values.push_back({each, *each.value * 1.5, "was another"});
  folder.write("tuned.yaml", overlay_of("base.yaml", "tuned", "A test: of it", "Made by\na test", values));
  const Scenario tuned = folder.load("tuned.yaml");
  CHECK(tuned.name == "tuned");
  for (const NewValue& value : values) {
    INFO(value.number.path);
    CHECK(*entry(tuned, value.number.path).value == Approx(value.value).epsilon(1e-5));
  }
}
