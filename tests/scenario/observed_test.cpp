#include "scenario/records.hpp"

#include <catch2/catch.hpp>

using namespace casus;

namespace {

/// Days since the start, which is 2023-04-15.
constexpr double first_of_may = 16;

std::vector<double> days_of(const std::vector<ObservedFiring>& firings) {
  std::vector<double> days;
  for (const ObservedFiring& firing : firings) days.push_back(firing.when.day);
  return days;
}

const Known& known_of(const Observed& record, int trigger) {
  for (const Known& known : record.known)
    if (known.trigger == trigger) return known;
  throw std::runtime_error("nothing is known of this trigger");
}

} // namespace

TEST_CASE("A record has firings, rungs and measurements, each with its moment") {
  const Observed record = records::read(R"({until: 2023-12-31,
  events: [{trigger: strike, at: 2023-05-01, marks: {weapon: nato, severity: 1.5}}, {trigger: strike, at: 2023-05-02T12:00}],
  panel: [{ladder: aid, rung: hidden, at: 2023-05-01}], drivers: [{at: 30.5, values: {tension: 0.25}}]})");
  CHECK(record.until == 261);
  REQUIRE(record.firings.size() == 2);
  CHECK(record.firings[0].when.day == first_of_may);
  CHECK(record.firings[0].when.length == 1);
  CHECK(record.firings[0].trigger == 0);
  CHECK(record.firings[0].marks == std::vector<std::optional<double>>{1, 1.5});
  CHECK(record.firings[1].when.day == first_of_may + 1.5);
  CHECK(record.firings[1].when.length == 0);
  CHECK(record.firings[1].marks == std::vector<std::optional<double>>{std::nullopt, std::nullopt});
  REQUIRE(record.rungs.size() == 1);
  CHECK(record.rungs[0].ladder == 0);
  CHECK(record.rungs[0].rung == 1);
  REQUIRE(record.values.size() == 1);
  CHECK(record.values[0].when.day == 30.5);
  CHECK(record.values[0].driver == 0);
  CHECK(record.values[0].value == 0.25);
}

TEST_CASE("Tables say the same as lists, and so have the same fingerprint") {
  const Folder folder;
  folder.write("list.yaml", records::with(R"({until: 2023-12-31,
  events: [{trigger: strike, at: 2023-05-01, marks: {weapon: nato, severity: 1.5}}, {trigger: election, at: 2023-06-03}],
  panel: [{ladder: aid, rung: hidden, at: 2023-05-01}],
  drivers: [{at: 2023-05-01, values: {tension: 0.25}}, {at: 2023-05-08, values: {tension: 0.5}}]})"));
  folder.write("history/columns.csv",
               "date,trigger,weapon,severity\n2023-05-01,strike,nato,1.5\n2023-06-03,election,,\n");
  folder.write("history/pairs.csv",
               "date,trigger,marks,confidence,note,page\n2023-06-03,election,,,a note,7\n"
               "2023-05-01,strike,weapon = nato; severity=1.5,0.9,\"another, in quotes\",8\n");
  folder.write("history/panel.csv", "date,ladder,rung\n2023-05-01,aid,hidden\n");
  folder.write("history/drivers.csv", "date,tension,stock\n2023-05-01,0.25,\n2023-05-08,0.5,\n");
  const std::string fingerprint = folder.load("list.yaml").fingerprint;
  for (const std::string events : {"columns", "pairs"}) {
    folder.write("tables.yaml",
                 records::with("{until: 2023-12-31, events: history/" + events +
                               ".csv, panel: history/panel.csv, drivers: history/drivers.csv}"));
    CHECK(folder.load("tables.yaml").fingerprint == fingerprint);
  }
}

TEST_CASE("The order of rows changes nothing") {
  const std::string head = "{until: 2023-12-31, events: [";
  const std::string a = "{trigger: strike, at: 2023-05-01, marks: {weapon: nato}}",
                    b = "{trigger: strike, at: 2023-05-01}", c = "{trigger: election, at: 2023-06-01}",
                    d = "{trigger: strike, at: 2023-04-20}";
  const auto fingerprint = [&](const std::string& rows, const std::string& rest = "") {
    return parse_scenario(records::with(head + rows + "]" + rest + "}"), "s.yaml").fingerprint;
  };
  const std::string same = fingerprint(a + "," + b + "," + c + "," + d);
  CHECK(fingerprint(d + "," + c + "," + b + "," + a) == same);
  CHECK(fingerprint(c + "," + a + "," + d + "," + b) == same);
  CHECK(fingerprint(a + "," + c + "," + d) != same);
  CHECK(fingerprint(a, ", known: {election: 1, strike: 0.5, aid: 1}") ==
        fingerprint(a, ", known: {aid: 1, strike: 0.5, election: 1}"));
  CHECK(fingerprint(a, ", errors: {tension: 1, aid: 0.1}") ==
        fingerprint(a, ", errors: {aid: 0.1, tension: 1}"));
}

TEST_CASE("All that is observed is part of the fingerprint") {
  const auto fingerprint = [](const std::string& record) {
    return parse_scenario(records::with(record), "s.yaml").fingerprint;
  };
  const std::vector<std::string> different = {
      "{until: 2023-12-31}",
      "{until: 2023-12-30}",
      "{until: 2023-12-31, events: [{trigger: strike, at: 2023-05-01}]}",
      "{until: 2023-12-31, events: [{trigger: strike, at: 16}]}",
      "{until: 2023-12-31, events: [{trigger: strike, at: 2023-05-01, marks: {severity: 2}}]}",
      "{until: 2023-12-31, known: {strike: 1}}",
      "{until: 2023-12-31, known: {strike: sure}}",
      "{until: 2023-12-31, errors: {tension: 0.1}}",
      "{until: 2023-12-31, panel: [{ladder: aid, rung: open, at: 3}]}",
      "{until: 2023-12-31, drivers: [{at: 3, values: {tension: 1}}]}"};
  std::set<std::string> seen{parse_scenario(records::model, "s.yaml").fingerprint};
  for (const std::string& record : different) {
    INFO(record);
    CHECK(seen.insert(fingerprint(record)).second);
  }
}

TEST_CASE("What lies after until is not read, and changes no byte") {
  const Folder folder;
  const std::string known = "date,trigger,weapon\n2023-05-01,strike,nato\n2023-05-31,strike,\n";
  folder.write(
      "s.yaml",
      records::with("{until: 2023-05-31, events: events.csv, panel: panel.csv, drivers: drivers.csv}"));
  folder.write("panel.csv", "date,ladder,rung\n2023-05-31,aid,closed\n");
  folder.write("drivers.csv", "date,tension\n2023-05-31T23:59,1\n");
  folder.write("events.csv", known);
  const Scenario before = folder.load("s.yaml");
  folder.write("events.csv",
               known + "2023-06-01,nobody,nothing\n2023-06-01T00:00:01,,x\n2099-01-01,strike,nato\n");
  folder.write("panel.csv", "date,ladder,rung\n2023-05-31,aid,closed\n2023-06-01,what,ever\n");
  folder.write("drivers.csv", "date,tension\n2023-05-31T23:59,1\n2023-06-01,high\n");
  const Scenario after = folder.load("s.yaml");
  CHECK(before.observed->firings.size() == 2);
  CHECK(after.fingerprint == before.fingerprint);
  CHECK(after.text == before.text);
}

TEST_CASE("An exact end of the record cuts the day in which it lies") {
  const Observed record = records::read(
      "{until: 2023-05-01T06:00, events: [{trigger: strike, at: [2023-04-30, 2023-05-01, 2023-05-01T06:00, "
      "2023-05-01T06:01]}]}");
  CHECK(record.until == first_of_may + 0.25);
  CHECK(days_of(record.firings) == std::vector<double>{first_of_may - 1, first_of_may, first_of_may + 0.25});
  CHECK(record.firings[1].when.length == 0.25);
}

TEST_CASE("Rows of too little confidence are left out and counted") {
  const std::string rows =
      "events: [{trigger: strike, at: 3, confidence: 0.4}, {trigger: strike, at: 4, confidence: "
      "0.5}, {trigger: strike, at: 5}]";
  const Observed usual = records::read("{until: 100, " + rows + "}");
  CHECK(days_of(usual.firings) == std::vector<double>{4, 5});
  CHECK(usual.left_out == 1);
  const Observed strict = records::read("{until: 100, least_confidence: 0.9, " + rows + "}");
  CHECK(days_of(strict.firings) == std::vector<double>{5});
  CHECK(strict.left_out == 2);
  CHECK(records::read("{until: 100, least_confidence: 0, " + rows + "}").left_out == 0);
}

TEST_CASE("A scheduled firing takes the place of the nearest date") {
  const Observed record = records::read("{until: 2023-12-31, events: [{trigger: election, at: 2023-06-09}, "
                                        "{trigger: election, at: 2023-10-30}]}");
  CHECK(record.firings[0].scheduled == 0u);
  CHECK(record.firings[1].scheduled == 1u);
  CHECK(!records::read("{until: 9, events: [{trigger: strike, at: 3}]}").firings[0].scheduled);
}

TEST_CASE("What occurs in the record is known, and what the file names") {
  const Observed record =
      records::read("{until: 100, events: [{trigger: strike, at: 3}], known: {election: sure, aid: 1}}");
  CHECK(record.known.size() == 3);
  CHECK(known_of(record, 0).share.expression.value == 1);
  CHECK(known_of(record, 1).share.expression.operation == Operation::parameter);
  CHECK(record.known.back().ladder == 0);
}

TEST_CASE("How surely a firing is known may hang on its marks, where a condition counts as 1 or 0") {
  const Observed record = records::read("{until: 100, known: {strike: '0.1 + 0.9 * (weapon in [nato])'}}");
  const Expression& share = known_of(record, 0).share.expression;
  CHECK(share.operation == Operation::add);
  CHECK(share.arguments[1].operation == Operation::multiply);
  CHECK(share.arguments[1].arguments[1].operation == Operation::equal);
  CHECK(known_of(records::read("{until: 100, known: {strike: weapon == nato}}"), 0).share.expression.type ==
        Type::number);
  CHECK(known_of(records::read("{until: 100, known: {strike: 'min(1, severity)'}}"), 0)
            .share.expression.operation == Operation::min);
}

TEST_CASE("Errors are numbers of the model, and none that others list") {
  const Scenario scenario = parse_scenario(
      records::with("{until: 100, errors: {stock: {uniform: [0.1, 0.2]}, tension: 2 * sure, aid: 0.05}}"),
      "s.yaml");
  const auto& errors = scenario.observed->errors;
  REQUIRE(errors.size() == 3);
  CHECK(errors[0].driver == 0);
  CHECK(errors[1].size.expression.operation == Operation::parameter);
  CHECK(errors[2].ladder == 0);
  CHECK(scenario.parameters.back().name == "observed.errors.stock");
  for (const ObservationError& error : errors) CHECK(error.size.path.empty());
}

TEST_CASE("A what-if inherits what has been observed, and may add to it") {
  const Folder folder;
  folder.write("history/events.csv", "date,trigger\n2023-05-01,strike\n");
  folder.write("base/base.yaml", records::with("{until: 2023-12-31, events: ../history/events.csv}"));
  folder.write("whatif.yaml", "casus: 1\nextends: base/base.yaml\nobserved: {known: {election: 1}}\n");
  const Scenario whatif = folder.load("whatif.yaml");
  CHECK(whatif.observed->firings.size() == 1);
  CHECK(whatif.observed->known.size() == 2);
  folder.write("without.yaml", "casus: 1\nextends: base/base.yaml\nobserved: null\n");
  CHECK(!folder.load("without.yaml").observed);
}

TEST_CASE("The text of a scenario holds its tables and has the same fingerprint") {
  const Folder folder;
  folder.write("events.csv", "date,trigger,marks,confidence,note\n2023-05-01,strike,weapon=nato,0.9,why\n"
                             "2023-05-02,strike,,0.1,\n2024-01-01,strike,,1,later\n");
  folder.write("drivers.csv", "date,tension,stock\n2023-05-01,0.5,1\n");
  folder.write(
      "s.yaml",
      records::with("{until: 2023-12-31, events: events.csv, drivers: drivers.csv, errors: {stock: 1}}"));
  const Scenario scenario = folder.load("s.yaml");
  const Scenario again = parse_scenario(scenario.text, "elsewhere.yaml");
  CHECK(again.fingerprint == scenario.fingerprint);
  CHECK(again.observed->left_out == 1);
  CHECK(again.text == scenario.text);
  CHECK(scenario.text.find("why") != std::string::npos);
  CHECK(scenario.text.find("later") == std::string::npos);
}

TEST_CASE("Now is the end of what has been observed") {
  const std::string record = "observed: {until: 2023-05-01}\n";
  const std::string asks =
      "triggers: {t: {rate: 1 per year, when: date >= now}}\noutcomes: {p: {when: count(t) > 0, from: now, "
      "by: now + 2 weeks}, q: {value: count(t), at: now - 10 days}}\nforce: [{trigger: t, at: now}]\n";
  const Scenario scenario = texts::read(asks + record);
  CHECK(scenario.outcomes[0].from == first_of_may + 1);
  CHECK(scenario.outcomes[0].day == first_of_may + 15);
  CHECK(scenario.outcomes[1].day == first_of_may - 9);
  CHECK(scenario.forced[0].day == first_of_may + 1);
  CHECK(scenario.triggers[0].hazard->when->expression.arguments[1].value == first_of_may + 1);
  CHECK(
      parse_scenario("casus: 1\nstart: 2023-04-15\nhorizon: now + 1 year\nstep: 1 week\n" + record, "s.yaml")
          .horizon == first_of_may + 1 + 365.25);
}

TEST_CASE("The record ends with the horizon at the latest") {
  CHECK(texts::read("observed: {until: 2024-04-14}\n").observed->until == 365.25);
}
