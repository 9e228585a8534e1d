#include "scenario/texts.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

using namespace casus;
using namespace std::chrono_literals;

namespace {

double value(const std::optional<Formula>& formula) {
  REQUIRE(formula);
  REQUIRE(formula->expression.operation == Operation::constant);
  return formula->expression.value;
}

const std::string xy =
    "drivers: {x: {half_life: 1 week, volatility: 1}, y: {half_life: 1 week, volatility: 1}}\n"
    "outcomes: {o: {value: x + y}}\n";

Trigger trigger(const std::string& text) {
  return texts::read(xy + "triggers:\n  t: " + text).triggers.at(0);
}

Scenario parameter(const std::string& text) {
  return texts::read("parameters: {p: " + text + "}\noutcomes: {o: {value: time}}\n");
}

} // namespace

TEST_CASE("A scenario without parts is one") {
  const Scenario scenario = texts::read("");
  CHECK(scenario.name == "some");
  CHECK(scenario.file == "some.yaml");
  CHECK(scenario.start == std::chrono::sys_days(2023y / 4 / 15));
  CHECK(scenario.horizon == 365.25);
  CHECK(scenario.step == 7);
  CHECK(scenario.warnings.empty());
}

TEST_CASE("Empty sections are sections without parts") {
  const Scenario scenario =
      texts::read("parameters:\ndrivers:\ncorrelations:\ntriggers: ~\nladders:\noutcomes:\n");
  CHECK(scenario.drivers.empty());
}

TEST_CASE("The scenario tells of itself") {
  const Scenario scenario = texts::read(
      "name: nato-strike\ntitle: A title\nabout: >\n  two\n  lines\nsources: S0-01\nbasis: judgement\n");
  CHECK(scenario.name == "nato-strike");
  CHECK(scenario.title == "A title");
  CHECK(scenario.note.about == "two lines\n");
  CHECK(scenario.note.sources == std::vector<std::string>{"S0-01"});
  CHECK(scenario.note.basis == "judgement");
}

TEST_CASE("The horizon may be a date, a month is a twelfth of a year and a date in a formula counts from the "
          "start") {
  const Scenario scenario =
      parse_scenario("casus: 1\nstart: 2024-02-28\nhorizon: 2024-03-01\nstep: 0.1 months\n"
                     "outcomes: {o: {when: date >= 2024-02-29}}\n",
                     "some.yaml");
  CHECK(scenario.horizon == 2);
  CHECK(scenario.step == Approx(365.25 / 120));
  CHECK(scenario.outcomes[0].when->expression.arguments[1].value == 1);
}

TEST_CASE("A parameter is a number, with or without a unit, or a distribution, with or without a note") {
  CHECK(parameter("2").parameters[0].value == 2);
  CHECK(parameter("2 weeks").parameters[0].value == 14);
  CHECK(parameter("{value: 6 per year, about: x}").parameters[0].value == Approx(6 / 365.25));
  CHECK(parameter("{value: 6 per year, about: x}").parameters[0].note.about == "x");
  CHECK(parameter("{uniform: [1, 2]}").parameters[0].distribution->family == "uniform");
  const auto weeks =
      parameter("{value: {lognormal: {p05: 1 week, p95: 3 weeks}}}").parameters[0].distribution;
  CHECK(weeks->arguments[0].name == "p05");
  CHECK(weeks->arguments[1].value.expression.value == 21);
}

TEST_CASE(
    "The list form of a distribution gets its arguments' names, a discrete one values and weights in turn") {
  const auto uniform = parameter("{uniform: [1, 2]}").parameters[0].distribution;
  CHECK(uniform->arguments[0].name == "min");
  CHECK(uniform->arguments[1].name == "max");
  for (const std::string text :
       {"{discrete: {0: 0.25, 1 week: 0.75}}", "{discrete: [[0, 0.25], [1 week, 0.75]]}"}) {
    const auto discrete = parameter(text).parameters[0].distribution;
    REQUIRE(discrete->arguments.size() == 4);
    CHECK(discrete->arguments[2].name == "value");
    CHECK(discrete->arguments[2].value.expression.value == 7);
    CHECK(discrete->arguments[3].name == "weight");
    CHECK(discrete->arguments[3].value.expression.value == 0.75);
  }
}

TEST_CASE("A driver without keys is a counter that starts at 0") {
  for (const std::string text : {"{x: {}}", "{x: }"}) {
    const Driver driver = texts::read("drivers: " + text + "\n").drivers[0];
    CHECK(value(driver.start) == 0);
    CHECK(!driver.half_life);
    CHECK(!driver.mean);
    CHECK(!driver.volatility);
  }
}

TEST_CASE("A driver that reverts does so to 0 unless it has a mean, and starts there unless it has a start") {
  const Scenario scenario =
      texts::read("drivers:\n  a: {half_life: 2 weeks}\n  b: {half_life: 2 weeks, mean: 3}\n"
                  "  c: {half_life: 1, mean: 3, start: 4}\n");
  CHECK(value(scenario.drivers[0].half_life) == 14);
  CHECK(value(scenario.drivers[0].mean) == 0);
  CHECK(value(scenario.drivers[0].start) == 0);
  CHECK(value(scenario.drivers[1].start) == 3);
  CHECK(value(scenario.drivers[2].start) == 4);
}

TEST_CASE("A driver may follow those that come later, and an open bound is null") {
  const Scenario scenario =
      texts::read("drivers:\n  a: {half_life: 1, follows: {b: 0.5}, trend: 3 per year}\n"
                  "  b: {bounds: [null, 2]}\n");
  CHECK(scenario.drivers[0].follows[0].driver == 1);
  CHECK(value(scenario.drivers[0].follows[0].coefficient) == 0.5);
  CHECK(value(scenario.drivers[0].trend) == Approx(3 / 365.25));
  CHECK(!scenario.drivers[1].lower);
  CHECK(value(scenario.drivers[1].upper) == 2);
}

TEST_CASE("A distribution in the middle of the file becomes a parameter named by its path, after those with "
          "names") {
  const Scenario scenario = texts::read(
      "drivers: {x: {start: {normal: [0, 1]}, volatility: p}}\nparameters: {p: 1}\n"
      "triggers:\n  t:\n    rate: {uniform: [3 per year, 6 per year]}\n    weights: {x: {uniform: [0, 1]}}\n"
      "    marks: {m: {a: {uniform: [0, 1]}, b: {share: {uniform: [0, 1]}}}}\n");
  std::vector<std::string> names;
  for (const Parameter& parameter : scenario.parameters) names.push_back(parameter.name);
  CHECK(names == std::vector<std::string>{"p", "drivers.x.start", "triggers.t.rate", "triggers.t.weights.x",
                                          "triggers.t.marks.m.a.share", "triggers.t.marks.m.b.share"});
  CHECK(scenario.parameters[2].distribution->arguments[1].value.expression.value == Approx(6 / 365.25));
  const Expression& rate = scenario.triggers[0].hazard->rate.expression;
  CHECK(rate.operation == Operation::parameter);
  CHECK(rate.symbol == 2);
  CHECK(scenario.drivers[0].volatility->expression.symbol == 0);
}

TEST_CASE("A hazard has a rate per day, terms that are formulas, and a condition of its own") {
  const Trigger read =
      trigger("{rate: 0.1 * x per week, weights: {x: 2, \"y > 1\": -0.5}, when: x < 3, limit: 2, "
              "cooldown: 2 weeks}\n");
  REQUIRE(read.hazard);
  CHECK(read.hazard->weights.size() == 2);
  CHECK(read.hazard->weights[1].term.expression.type == Type::condition);
  CHECK(value(read.hazard->weights[1].weight) == -0.5);
  CHECK(read.hazard->when);
  CHECK(!read.when);
  CHECK(read.limit == 2);
  CHECK(value(read.cooldown) == 14);
}

TEST_CASE("A schedule is in order, and its condition is the trigger's") {
  const Trigger read = trigger("{at: [3 weeks, 2023-04-16, 2023-04-20], probability: 0.5, when: x > 1}\n");
  CHECK(read.at == std::vector<double>{1, 5, 21});
  CHECK(value(read.probability) == 0.5);
  CHECK(read.when);
  CHECK(!read.hazard);
}

TEST_CASE("Dates after the horizon are left out with a warning") {
  const Scenario scenario = texts::read("triggers: {t: {at: [1 week, 9 years]}}\n");
  CHECK(scenario.triggers[0].at == std::vector<double>{7});
  REQUIRE(scenario.warnings.size() == 1);
  CHECK(scenario.warnings[0].severity == Severity::warning);
}

TEST_CASE("A mark has categories or a distribution, whose arguments may depend on parameters") {
  const Scenario scenario = texts::read(
      xy + "parameters: {p: 2}\ntriggers:\n  t:\n    upon: x > 1\n    marks:\n"
           "      weapon: {domestic: 0.8, nato: {share: 0.2, weights: {x: 1.5}, sources: S0-02}}\n"
           "      severity: {lognormal: {median: p, sigma: 0.5}}\n"
           "    effects: {if: weapon == nato and severity > 1, add: {x: 0.3 * severity}}\n");
  const auto& marks = scenario.triggers[0].marks;
  CHECK(marks[0].categories[1].note.sources == std::vector<std::string>{"S0-02"});
  CHECK(value(marks[0].categories[1].share) == 0.2);
  CHECK(marks[0].categories[1].weights.size() == 1);
  CHECK(marks[1].distribution->arguments[0].value.expression.operation == Operation::parameter);
  const Expression& condition = scenario.triggers[0].effects[0].condition->expression;
  CHECK(condition.arguments[0].arguments[1].value == 1);
}

TEST_CASE("Changes keep the order of the file") {
  const Scenario scenario = texts::read(
      xy + "ladders: {aid: {rungs: [none, some, much]}}\ntriggers:\n  t:\n    at: 1\n    effects:\n"
           "      - {set: {y: 1, x: 2}, add: {x: 3}, move: {aid: much}, lower: {aid: 1}}\n");
  const auto& changes = scenario.triggers[0].effects[0].changes;
  REQUIRE(changes.size() == 5);
  CHECK(changes[0].kind == ChangeKind::set);
  CHECK(changes[0].target == 1);
  CHECK(changes[1].target == 0);
  CHECK(changes[2].kind == ChangeKind::add);
  CHECK(changes[3].kind == ChangeKind::move);
  CHECK(value(changes[3].amount) == 2);
  CHECK(changes[3].amount.text == "much");
  CHECK(changes[4].kind == ChangeKind::lower);
}

TEST_CASE("A ladder starts on its lowest rung and may have no steps of its own") {
  const Ladder ladder = texts::read("ladders: {aid: {rungs: [none, {some: {about: a bit}}]}}\n").ladders[0];
  CHECK(ladder.start == 0);
  CHECK(ladder.rungs[1].name == "some");
  CHECK(ladder.rungs[1].note.about == "a bit");
  CHECK(ladder.up.size() == 2);
  CHECK(!ladder.up[0]);
  CHECK(!ladder.down[1]);
}

TEST_CASE("Steps replace the rate and the condition of up and down, and merge their weights by term") {
  const Scenario scenario = texts::read(
      xy + "ladders:\n  aid:\n    rungs: [none, some, much]\n    start: some\n"
           "    up: {rate: 1 per day, weights: {x: 1, y: 2}, when: x > 0}\n"
           "    steps: {some -> much: {rate: 3 per day, weights: {y: 5, x + y: 6}, when: y > 0}, much->some: "
           "{rate: 4 per day}}\n"
           "    on_enter: {much: {add: {x: 1}}}\n    on_leave: {none: [{add: {x: 1}}, {add: {y: 1}}]}\n");
  const Ladder& ladder = scenario.ladders[0];
  CHECK(ladder.start == 1);
  CHECK(value(ladder.up[0]->rate) == 1);
  CHECK(ladder.up[0]->weights.size() == 2);
  const Intensity& changed = *ladder.up[1];
  CHECK(value(changed.rate) == 3);
  REQUIRE(changed.weights.size() == 3);
  CHECK(value(changed.weights[0].weight) == 1);
  CHECK(value(changed.weights[1].weight) == 5);
  CHECK(value(changed.weights[2].weight) == 6);
  CHECK(changed.when->text == "y > 0");
  CHECK(!ladder.up[2]);
  CHECK(!ladder.down[0]);
  CHECK(!ladder.down[1]);
  CHECK(value(ladder.down[2]->rate) == 4);
  CHECK(ladder.rungs[2].on_enter.size() == 1);
  CHECK(ladder.rungs[0].on_leave.size() == 2);
}

TEST_CASE("An outcome is asked at the horizon unless it says otherwise") {
  const Scenario scenario = texts::read(
      "outcomes:\n  a: {when: time > 3, question: 'When?'}\n  b: {when: time > 3, by: 2023-04-25}\n"
      "  c: {value: time > 3, at: 1 week, given: time > 1}\n");
  CHECK(scenario.outcomes[0].day == 365.25);
  CHECK(scenario.outcomes[0].question == "When?");
  CHECK(scenario.outcomes[1].day == 10);
  CHECK(scenario.outcomes[2].day == 7);
  CHECK(scenario.outcomes[2].value->expression.type == Type::condition);
  CHECK(scenario.outcomes[2].given);
}

TEST_CASE("Aliases stand for what they name") {
  const Scenario scenario =
      texts::read("drivers:\n  x: &x {half_life: 2 weeks}\n  y: *x\noutcomes: {o: {value: x + y}}\n");
  CHECK(value(scenario.drivers[1].half_life) == 14);
}

TEST_CASE("Parts know where they stand") {
  const Scenario scenario = texts::read(xy);
  CHECK(scenario.drivers[1].place.line == 5);
  CHECK(scenario.drivers[1].place.column == 50);
  CHECK(scenario.drivers[1].place.file == "some.yaml");
}

TEST_CASE("A scenario that uses everything reads without a warning, from a file too") {
  const auto file = std::filesystem::temp_directory_path() / "casus_everything.yaml";
  std::ofstream(file) << texts::everything;
  const Scenario scenario = load_scenario(file);
  std::filesystem::remove(file);
  CHECK(scenario.warnings.empty());
  CHECK(scenario.name == "baseline");
  CHECK(scenario.file == file.string());
  CHECK(scenario.ladders[0].up[3]->weights.size() == 3);
}
