#include "scenario/records.hpp"

#include <catch2/catch.hpp>

using namespace casus;

namespace {

/// The only thing that is wrong with a record.
std::string told(const std::string& record) {
  const std::vector<std::string> problems = records::problems_of(record);
  REQUIRE(problems.size() == 1);
  return problems[0];
}

std::string with_events(const std::string& events) { return "{until: 2023-12-31, events: [" + events + "]}"; }

} // namespace

TEST_CASE("A record says until when it reaches, within the scenario") {
  CHECK(told("{events: []}") ==
        "the key 'until' is missing in 'observed': give it the last day that is known, such "
        "as 2024-11-05");
  CHECK(told("{until: 2023-04-14}") == "'until' must be between the start and the horizon, which are "
                                       "2023-04-15 and 2024-04-14 (it is '2023-04-14')");
  CHECK(told("{until: 2024-04-15}").starts_with("'until' must be between the start and the horizon"));
  CHECK(told("{until: never}").starts_with("'never' is no date: write it as 2024-11-05"));
  CHECK(told("{until: now}").starts_with("'now' is no date"));
  CHECK(told("{until: 2023-05-01, untl: 1}") == "unknown key 'untl' in 'observed' (did you mean 'until'?)");
  CHECK(told("[]") == "'observed' must be a map of keys, not a list");
}

TEST_CASE("Now has no meaning where nothing has been observed") {
  const std::string message =
      "'now' cannot be used here (it is the end of what has been observed, and nothing has): "
      "give the scenario an 'observed' section with 'until', or write a date";
  CHECK(
      texts::problems_of(texts::head + "triggers: {t: {at: 1}}\nforce: [{trigger: t, at: now + 1 week}]\n") ==
      std::vector<std::string>{"some.yaml:6:26: error: " + message});
}

TEST_CASE("Firings of unknown triggers and of those that follow from others are refused") {
  CHECK(told(with_events("{trigger: strik, at: 3}")) == "unknown trigger 'strik' (did you mean 'strike'?)");
  CHECK(told(with_events("{trigger: panic, at: 3}")) ==
        "trigger 'panic' fires of itself when its condition turns true ('upon'), and cannot be recorded: "
        "record what "
        "that follows from");
  CHECK(told(with_events("{at: 3}")) ==
        "the key 'trigger' is missing in observed firing 1: name the trigger that fired");
  CHECK(told(with_events("{trigger: strike}")) ==
        "the key 'at' is missing in observed firing 1: give it a date such as 2024-11-05");
  CHECK(told(with_events("{trigger: strike, at: []}")) == "the list is empty: give it a date");
  CHECK(told(with_events("{trigger: strike, date: 3}")) ==
        "unknown key 'date' in observed firing 1 (did you mean 'at'?)");
  CHECK(told(with_events("3")) == "observed firing 1 must be a map of keys, not text");
  CHECK(told(with_events("{trigger: strike, at: 3, marks: {weapon: 2}}"))
            .starts_with("'2' is no category of mark 'weapon'"));
  CHECK(told("{until: 9, events: {a: 1}}") ==
        "'events' of 'observed' must be the name of a CSV file, or a list, not a map");
}

TEST_CASE("A scheduled firing has a date near it, and each date one") {
  CHECK(told(with_events("{trigger: election, at: 2023-08-05}")) ==
        "no date of trigger 'election' lies within 60 days of this (the nearest is 2023-06-01): add it to "
        "its 'at', or "
        "leave out the row");
  CHECK(records::problems_of(with_events("{trigger: election, at: 2023-07-31}")).empty());
  CHECK(told(with_events("{trigger: election, at: 2023-06-01}, {trigger: election, at: 2023-06-03}"))
            .starts_with(
                "this is the firing of trigger 'election' on 2023-06-01, which is in the record already "
                "(s.yaml:22:"));
}

TEST_CASE("Rungs and drivers that there are not are refused") {
  CHECK(told("{until: 9, panel: [{ladder: ad, rung: open, at: 3}]}") ==
        "unknown ladder 'ad' (did you mean 'aid'?)");
  CHECK(told("{until: 9, panel: [{ladder: aid, rung: opn, at: 3}]}")
            .starts_with("'opn' is no rung of ladder 'aid' (did you mean 'open'?)"));
  CHECK(told("{until: 9, panel: [{ladder: aid, rung: open, at: 3}, {ladder: aid, rung: hidden, at: 3}]}") ==
        "ladder 'aid' stands on two rungs at this moment: leave one of the rows out");
  CHECK(told("{until: 9, drivers: [{at: 3, values: {tensin: 1}}]}") ==
        "unknown driver 'tensin' (did you mean 'tension'?)");
  CHECK(told("{until: 9, drivers: [{at: 3, values: {tension: high}}]}") ==
        "unknown name 'high': the parameters are 'sure'");
}

TEST_CASE("A driver without noise cannot be measured without error") {
  const std::string rows = "drivers: [{at: 3, values: {stock: 1}}, {at: 4, values: {stock: 1}}]";
  const std::string message =
      "driver 'stock' is measured without error and has no noise (so that nothing could bring it to just "
      "this value): "
      "say under 'errors' of 'observed' how far a measurement may be off, such as stock: 0.1";
  CHECK(told("{until: 9, " + rows + "}") == message);
  CHECK(told("{until: 9, " + rows + ", errors: {stock: 0}}") == message);
  CHECK(records::problems_of("{until: 9, " + rows + ", errors: {stock: 0.1}}").empty());
  CHECK_NOTHROW(parse_scenario(records::with("{until: 9, " + rows + "}"), "s.yaml",
                               {"drivers.stock={half_life: 1 week, follows: {tension: 1}}"}));
}

TEST_CASE("Errors and shares are numbers in their range") {
  CHECK(told("{until: 9, errors: {tension: -1}}") == "the error of 'tension' must be 0 or more (it is '-1')");
  CHECK(told("{until: 9, errors: {aid: 2}}") == "the error of 'aid' must be from 0 to 1 (it is '2')");
  CHECK(told("{until: 9, errors: {tensin: 1}}") ==
        "unknown driver or ladder 'tensin' (did you mean 'tension'?)");
  CHECK(told("{until: 9, errors: {tension: stock}}").find("cannot be used here (it is a driver") !=
        std::string::npos);
  CHECK(told("{until: 9, known: {strike: 1.2}}") ==
        "how surely 'strike' is known must be from 0 to 1 (it is '1.2')");
  CHECK(told("{until: 9, known: {strike: 0.2 + 0.9 * (weapon == nato)}}") ==
        "how surely 'strike' is known must be from 0 to 1 (it comes to 1.1 where weapon is nato)");
  CHECK(told("{until: 9, known: {strike: tension}}").find("cannot be used here (it is a driver") !=
        std::string::npos);
  CHECK(told("{until: 9, known: {election: weapon == nato}}").find("unknown name 'weapon'") !=
        std::string::npos);
  CHECK(told("{until: 9, known: {strik: 1}}") ==
        "unknown trigger or ladder 'strik' (did you mean 'strike'?)");
  CHECK(told("{until: 9, known: {panic: 1}}").starts_with("trigger 'panic' fires of itself"));
  CHECK(told("{until: 9, known: {aid: 0.5}}") ==
        "a ladder is known or is not: write aid: 1 if the panel holds all its moves, and 0 if not");
  CHECK(told("{until: 9, least_confidence: 2}") ==
        "'least_confidence' of 'observed' must be from 0 to 1 (it is '2')");
  CHECK(told(with_events("{trigger: strike, at: 3, confidence: -1}")) ==
        "'confidence' of observed firing 1 must be from 0 to 1 (it is '-1')");
}

TEST_CASE("Keys of a record stand there once") {
  CHECK(records::problems_of("{until: 9, known: {strike: 1, strike: 0}}").front().find("stands here twice") !=
        std::string::npos);
}
