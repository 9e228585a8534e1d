#include "scenario/texts.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace casus;

namespace {

std::string fingerprint(const std::string& rest, const std::vector<std::string>& settings = {}) {
  return texts::read(rest, settings).fingerprint;
}

const std::string small =
    "drivers:\n  x: {half_life: 2 weeks, volatility: 0.5}\noutcomes:\n  o: {when: x > 1}\n";

/// One change each.
const std::vector<std::string> settings = {
    "start=2023-04-16",
    "horizon=1097 days",
    "step=8 days",
    "parameters.red_line.value={pert: [0.4, 1.0, 1.9]}",
    "drivers.russian_setbacks.start=0.5",
    "drivers.russian_setbacks.mean=0.5",
    "drivers.russian_setbacks.half_life=25 weeks",
    "drivers.russian_setbacks.volatility=0.26",
    "drivers.russian_setbacks.follows.western_resolve=0.4",
    "drivers.fear_of_isolation.trend=0.2 per year",
    "drivers.fear_of_isolation.bounds=[0, 1]",
    "drivers.fear_of_isolation.bounds=[null, 1]",
    "drivers.fear_of_isolation.bounds=[-1, null]",
    "drivers.another={}",
    "correlations=[[russian_setbacks, western_resolve, 0.4]]",
    "correlations=[]",
    "triggers.strike_on_russian_soil.rate=7 per year",
    "triggers.strike_on_russian_soil.rate=western_resolve",
    "triggers.strike_on_russian_soil.weights.ukrainian_reach=0.7",
    "triggers.strike_on_russian_soil.when=null",
    "triggers.strike_on_russian_soil.limit=99",
    "triggers.strike_on_russian_soil.cooldown=2 days",
    "triggers.strike_on_russian_soil.marks.weapon.domestic=0.7",
    "triggers.strike_on_russian_soil.marks.weapon.nato.weights.western_permission=1",
    "triggers.strike_on_russian_soil.effects=[]",
    "triggers.us_election.at=2024-11-06",
    "triggers.us_election.probability=0.8",
    "triggers.us_election.marks.severity.lognormal.median=2",
    "triggers.us_election.effects.if=severity > 2",
    "triggers.us_election.effects.lower.china_to_russia=2",
    "triggers.panic.upon=beijing_alarm > 3",
    "triggers.panic.when=null",
    "triggers.panic.effects.move.china_to_russia=dual_use",
    "ladders.china_to_russia.start=arsenal",
    "ladders.china_to_russia.up.rate=1 per year",
    "ladders.china_to_russia.down.weights.fear_of_isolation=1",
    "ladders.china_to_russia.on_enter=null",
    "ladders.china_to_russia.on_leave={arsenal: {add: {beijing_alarm: 1}}}",
    "outcomes.russian_losses.value=beijing_alarm",
    "outcomes.russian_losses.at=1 year",
    "outcomes.russian_losses.given=null",
    "outcomes.lethal_aid_in_a_year.when=china_to_russia >= arsenal",
    "outcomes.lethal_aid_in_a_year.by=2 years"};

} // namespace

TEST_CASE("A fingerprint is 32 hexadecimal digits") {
  const std::string digits = fingerprint(small);
  CHECK(digits.size() == 32);
  CHECK(digits.find_first_not_of("0123456789abcdef") == std::string::npos);
}

TEST_CASE(
    "Layout, comments, quotes, notes, units and the order of a part's keys leave the fingerprint as it is") {
  const std::string same = fingerprint(small);
  CHECK(fingerprint("# a comment\ndrivers: {x: {volatility: '0.50', half_life: 14 days}}\n"
                    "outcomes: {o: {when: x  >  1}}\n") == same);
  CHECK(fingerprint(small + "about: a text\nsources: [S0-01]\nbasis: judgement\ntitle: A title\n") == same);
  CHECK(fingerprint(small, {"drivers.x.about=text", "outcomes.o.question=Why?"}) == same);
  CHECK(fingerprint(
            "outcomes:\n  o: {when: x > 1}\ndrivers:\n  x: &x {half_life: 2 weeks, volatility: 0.5}\n") ==
        same);
  CHECK(parse_scenario(texts::head + small, "elsewhere.yaml").fingerprint == same);
}

TEST_CASE("Everything that can change a result changes the fingerprint") {
  std::set<std::string> seen{parse_scenario(texts::everything, "a").fingerprint};
  for (const std::string& setting : settings) {
    INFO(setting);
    CHECK(seen.insert(parse_scenario(texts::everything, "a", {setting}).fingerprint).second);
  }
}

TEST_CASE("The order of changes and of parts is part of the fingerprint, for it decides what happens") {
  const std::string head = "drivers: {x: {}, y: {}}\noutcomes: {o: {value: x + y}}\ntriggers:\n";
  CHECK(fingerprint(head + "  t: {at: 1, effects: {add: {x: 1}, set: {x: 2}}}\n") !=
        fingerprint(head + "  t: {at: 1, effects: {set: {x: 2}, add: {x: 1}}}\n"));
  CHECK(fingerprint(head + "  t: {at: 1}\n  u: {at: 1}\n") !=
        fingerprint(head + "  u: {at: 1}\n  t: {at: 1}\n"));
}
