#include "examples.hpp"

using namespace casus;

namespace {

using std::chrono::April;

const std::chrono::sys_days start = std::chrono::year(2023) / April / 15;

OutcomeResult lethal_aid() {
  EventResult event;
  event.probability = 0.1234;
  event.se = 0.00104;
  event.ci95 = {0.12137, 0.12545};
  event.hits = 12'340;
  event.trials = 100'000;
  event.curve = {0, 0.06, 0.1234};
  event.curve_ci95 = {{0, 0.0001}, {0.0585, 0.0615}, {0.12137, 0.12545}};
  event.first_passage_p10 = 271.5;
  OutcomeResult outcome;
  outcome.name = "lethal_aid_in_a_year";
  outcome.question = "Does China send lethal aid within a year?";
  outcome.day = 365.25;
  outcome.event = event;
  outcome.between_worlds = WorldSpread{.sd = 0.05,
                                       .sd_ci95 = {0.046, 0.055},
                                       .p05 = 0.031,
                                       .p95 = 0.212,
                                       .p05_ci95 = {0.026, 0.036},
                                       .p95_ci95 = {0.201, 0.223}};
  return outcome;
}

OutcomeResult russian_losses() {
  ValueResult value;
  value.trials = 4'200;
  value.mean = 0.41234;
  value.se = 0.00098;
  value.ci95 = {0.41042, 0.41426};
  value.sd = 0.2;
  value.p05 = 0.1, value.p25 = 0.27, value.p50 = 0.4, value.p75 = 0.54, value.p95 = 0.7;
  OutcomeResult outcome;
  outcome.name = "russian_losses";
  outcome.conditional = true;
  outcome.day = 730.5;
  outcome.value = value;
  return outcome;
}

TriggerResult strike() {
  TriggerResult trigger{"strike_on_russian_soil", 19.234, 0.0121, 1, {}};
  trigger.marks = {{"weapon", {{"domestic", 0.8}, {"nato", 0.2}}, 0, 0}, {"severity", {}, 1.25, 0.5}};
  return trigger;
}

Formula formula(const std::string& text) { return {text, {}, {}}; }

Trigger trigger(const std::string& name, const std::string& about) {
  Trigger part;
  part.name = name;
  part.note.about = about;
  return part;
}

Outcome outcome(const std::string& name, const std::string& question) {
  Outcome part;
  part.name = name;
  part.question = question;
  part.when = formula("china_to_russia >= overt_lethal");
  part.day = 1095.75;
  return part;
}

Ladder ladder() {
  Ladder part;
  part.name = "china_to_russia";
  for (const char* name : {"economic_lifeline", "dual_use", "deniable_lethal"}) {
    Rung rung;
    rung.name = name;
    part.rungs.push_back(rung);
  }
  part.start = 1;
  return part;
}

TracedEvent strike_event() {
  TracedEvent event;
  event.day = 12.25;
  event.trigger = 0;
  event.marks = {{"weapon", "nato", 0}, {"severity", "", 1.234}};
  event.rate = 6 / 365.25;
  event.intensity = 11.4 / 365.25;
  event.contributions = {
      {"western_permission", 0.588}, {"ukrainian_reach", 0.3}, {"red_line", -0.2}, {"x", -0.05}};
  event.alterations = {{false, 0, 0.3121, 1.7121}};
  return event;
}

TracedEvent climb_event() {
  TracedEvent event;
  event.day = 12.75;
  event.ladder = 0;
  event.rate = 0.4 / 365.25;
  event.intensity = 0.1 / 365.25;
  event.contributions = {{"fear_of_isolation", -1.386}};
  event.alterations = {{true, 0, 1, 2}};
  event.outcomes_met = {0};
  return event;
}

} // namespace

Result example_result() {
  Result result;
  result.scenario = "baseline";
  result.title = "Chinese and Russian support, spring 2023";
  result.fingerprint = "0123456789abcdef";
  result.start = start;
  result.seed = 18'446'744'073'709'551'615U;
  result.trajectories = result.requested = 100'000;
  result.worlds = 1'000;
  result.days = {0, 365.25, 1095.75};
  result.outcomes = {lethal_aid(), russian_losses()};
  result.ladders = {{"china_to_russia",
                     {"economic_lifeline", "dual_use", "deniable_lethal"},
                     {{0, 1, 0}, {0.2, 0.5, 0.3}, {0.001, 0.003, 0.996}}}};
  result.joint = {{"china_to_russia", "russia_to_china", {{0.001, 0}, {0.002, 0.001}, {0.25, 0.746}}}};
  result.drivers = {{"beijing_alarm", {0, 0.1, 0.2}, {0, 1, 2}, {0, -1, -3}, {0, 0.1, 0.1}, {0, 2, 4}}};
  result.triggers = {strike(), {"coup", 0.00004, 0.00002, 0.00004, {}}, {"armistice", 0, 0, 0, {}}};
  result.performance = {1.25, 2};
  return result;
}

Scenario example_scenario() {
  Scenario scenario;
  scenario.name = "baseline";
  scenario.title = "Chinese and Russian support, spring 2023";
  scenario.fingerprint = "0123456789abcdef";
  scenario.start = start;
  scenario.horizon = 1095.75;
  Parameter red_line;
  red_line.name = "red_line";
  red_line.distribution = Distribution{};
  Parameter fixed;
  fixed.name = "fixed";
  scenario.parameters = {red_line, fixed};
  Driver alarm;
  alarm.name = "beijing_alarm";
  scenario.drivers = {alarm};
  scenario.ladders = {ladder()};
  scenario.triggers = {trigger("strike_on_russian_soil", "Ukraine strikes targets inside Russia"),
                       trigger("us_election", ""), trigger("panic", "Moscow panics")};
  scenario.triggers[2].upon = formula("beijing_alarm > 1.5");
  scenario.outcomes = {outcome("lethal_aid", "Does China send lethal aid?"),
                       outcome("alarm", "Is Beijing alarmed?"), outcome("never", ""), outcome("losses", "")};
  scenario.outcomes[3].when.reset();
  scenario.outcomes[3].value = formula("beijing_alarm");
  return scenario;
}

Trace example_trace() {
  Trace trace;
  trace.trajectory = 17;
  trace.world = 3;
  trace.worlds = 1'000;
  trace.seed = 7;
  trace.parameters = {1.125, 2};
  TracedEvent election;
  election.day = 569;
  election.cause = Cause::schedule;
  election.trigger = 1;
  TracedEvent panic;
  panic.day = 700.5;
  panic.cause = Cause::threshold;
  panic.trigger = 2;
  panic.alterations = {{false, 0, 0.10001, 0.10002}, {true, 0, 2, 1}};
  TracedEvent forced;
  forced.day = 720;
  forced.cause = Cause::forced;
  forced.trigger = 0;
  forced.marks = {{"weapon", "nato", 0}};
  trace.events = {strike_event(), climb_event(), election, panic, forced};
  trace.final_drivers = {0.21};
  trace.final_rungs = {1};
  trace.counts = {1'234, 1, 0};
  trace.first_passages = {12.75, 600.0, {}, {}};
  trace.values = {{}, {}, {}, 0.21};
  return trace;
}
