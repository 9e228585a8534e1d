#include "scenario/texts.hpp"

#include <catch2/catch.hpp>

using namespace casus;

namespace {

const std::string strike = "triggers:\n"
                           "  strike:\n"
                           "    rate: 6 per year\n"
                           "    marks:\n"
                           "      weapon: {domestic: 0.8, nato: 0.2}\n"
                           "      severity: {uniform: [0, 2]}\n"
                           "      size: {discrete: {1: 0.5, 3: 0.5}}\n"
                           "  vote: {at: 2023-05-01}\n";

Scenario with(const std::string& force) { return texts::read(strike + "force:\n  - " + force + "\n"); }

std::string problem(const std::string& force) {
  const auto problems = texts::problems_of(texts::head + strike + "force:\n  - " + force + "\n");
  CHECK(problems.size() == 1);
  return problems.at(0);
}

} // namespace

TEST_CASE("A trigger is forced on a date, with the marks that are given") {
  const Scenario scenario = with("{trigger: strike, at: 2023-05-15, marks: {severity: 1.5, weapon: nato}, "
                                 "about: Why, sources: [S0-02], basis: "
                                 "Judgement}");
  REQUIRE(scenario.forced.size() == 1);
  const ForcedFiring& firing = scenario.forced[0];
  CHECK(firing.trigger == 0);
  CHECK(firing.day == 30);
  CHECK(firing.marks == std::vector<std::optional<double>>{1.0, 1.5, std::nullopt});
  CHECK(firing.note.about == "Why");
  CHECK(firing.note.sources == std::vector<std::string>{"S0-02"});
  CHECK(firing.place.line == 14);
}

TEST_CASE("Each date of a list is a firing, in the order of the file, and dates may be durations") {
  const Scenario scenario = with("{trigger: vote, at: [30 days, 2023-04-20, 0 days]}");
  REQUIRE(scenario.forced.size() == 3);
  CHECK(scenario.forced[0].day == 30);
  CHECK(scenario.forced[1].day == 5);
  CHECK(scenario.forced[2].day == 0);
  CHECK(scenario.forced[2].marks.empty());
}

TEST_CASE("What is forced changes the fingerprint, and what is said of it does not") {
  const std::string none = texts::read(strike).fingerprint;
  CHECK(texts::read(strike + "force: []\n").fingerprint == none);
  const std::string one = with("{trigger: strike, at: 10 days}").fingerprint;
  CHECK(one != none);
  CHECK(with("{trigger: strike, at: 10 days, about: text}").fingerprint == one);
  CHECK(with("{trigger: strike, at: 11 days}").fingerprint != one);
  CHECK(with("{trigger: vote, at: 10 days}").fingerprint != one);
  CHECK(with("{trigger: strike, at: [10 days, 11 days]}").fingerprint != one);
  const std::string nato = with("{trigger: strike, at: 10 days, marks: {weapon: nato}}").fingerprint;
  CHECK(nato != one);
  CHECK(with("{trigger: strike, at: 10 days, marks: {weapon: domestic}}").fingerprint != nato);
}

TEST_CASE("A forced firing needs a trigger that there is, and dates on which there is something") {
  const std::string at = "some.yaml:14:";
  CHECK(problem("{at: 1}") ==
        at + "5: error: the key 'trigger' is missing in forced firing 1: name the trigger that fires");
  CHECK(problem("{trigger: strike}") ==
        at + "5: error: the key 'at' is missing in forced firing 1: give it a date, "
             "or a duration from the start");
  CHECK(problem("{trigger: strkie, at: 1}") ==
        at + "15: error: unknown trigger 'strkie' (did you mean 'strike'?)");
  CHECK(problem("{trigger: strike, at: 2023-04-14}") ==
        at + "27: error: '2023-04-14' is before the start of the scenario");
  CHECK(problem("{trigger: strike, at: [1, 2 years]}") ==
        at + "31: error: '2 years' is after the horizon, so nothing can fire then");
  CHECK(problem("{trigger: strike, at: []}") ==
        at + "27: error: 'at' of forced firing 1 is empty: give it a date");
  CHECK(problem("{trigger: strike, at: [1, 24 hours]}") ==
        at + "31: error: '24 hours' stands twice among the dates of forced firing 1: if it fires twice on "
             "that day, "
             "write it as two firings");
  CHECK(problem("{trigger: strike, at: {a: 1}}").starts_with(at + "27: error: a date"));
  CHECK(problem("{trigger: [strike], at: 1}").find("must be text, not a list") != std::string::npos);
  CHECK(problem("{trigger: strike, at: 1, wehn: 2}").find("unknown key 'wehn'") != std::string::npos);
  CHECK(problem("strike").find("must be a map of keys, not text") != std::string::npos);
}

TEST_CASE("A forced mark must be one that the trigger could draw") {
  const auto mark = [](const std::string& marks) {
    return problem("{trigger: strike, at: 1, marks: {" + marks + "}}");
  };
  const std::string at = "some.yaml:14:";
  CHECK(mark("wepon: nato") ==
        at + "38: error: 'wepon' is no mark of trigger 'strike' (did you mean 'weapon'?): its "
             "marks are 'weapon', 'severity', 'size'");
  CHECK(mark("weapon: nat") ==
        at + "46: error: 'nat' is no category of mark 'weapon' (did you mean 'nato'?): its "
             "categories are 'domestic', 'nato'");
  CHECK(mark("weapon: [nato]") == at + "46: error: mark 'weapon' must be text, not a list");
  CHECK(mark("severity: 2.5") == at + "48: error: mark 'severity' is drawn from 0 to 2, and never is '2.5'");
  CHECK(mark("size: 2") == at + "44: error: mark 'size' never is '2' (its values are given one by one)");
  CHECK(mark("severity: .inf").find("is not a finite number") != std::string::npos);
  CHECK(mark("severity: high").find("unknown name 'high'") != std::string::npos);
  CHECK(mark("severity: {uniform: [0, 1]}").find("not a map") != std::string::npos);
  CHECK(problem("{trigger: vote, at: 1, marks: {weapon: nato}}")
            .find("'weapon' is no mark of trigger 'vote', which "
                  "has none: leave it out") != std::string::npos);
}

TEST_CASE("A number is not checked against a distribution that is drawn itself") {
  const Scenario scenario =
      texts::read("triggers: {t: {rate: 1 per day, marks: {m: {uniform: [0, {uniform: [1, 2]}]}}}}\n"
                  "force: [{trigger: t, at: 1, marks: {m: 7}}]\n");
  CHECK(scenario.forced[0].marks[0] == 7);
}

TEST_CASE("The section 'force' is a list") {
  CHECK(texts::problems_of(texts::head + strike + "force: {trigger: strike, at: 1}\n") ==
        std::vector<std::string>{"some.yaml:13:8: error: 'force' must be a list, not a map"});
}
