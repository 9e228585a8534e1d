#include "golden.hpp"

#include "report/data/json.hpp"
#include "report/data/tables.hpp"
#include "report/text/sensitivity_text.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <cmath>

using namespace casus;

namespace {

NumberEntry number(const std::string& path, NumberKind kind, std::optional<double> value) {
  NumberEntry entry;
  entry.path = path;
  entry.kind = kind;
  entry.value = value;
  return entry;
}

NumberEffect effect(std::size_t number, double size, double se, bool is_told, const std::string& doubt = "") {
  NumberEffect effect;
  effect.number = number;
  effect.effect = size;
  effect.se = se;
  effect.ci95 = {size - 2 * se, size + 2 * se};
  effect.derivative = {size / 0.2, se / 0.2, size / 0.1, se / 0.1, true};
  effect.is_told = is_told;
  effect.doubt = doubt;
  return effect;
}

void add_numbers(Sensitivity& example) {
  NumberEntry strikes = number("triggers.strike.rate", NumberKind::rate, 6 / 365.25);
  strikes.unit = " per year";
  strikes.unit_size = 1 / 365.25;
  example.numbers = {
      {strikes, {0.9 * *strikes.value, 1.1 * *strikes.value, false, false}, EffectMethod::score},
      {number("triggers.strike.weights.reach", NumberKind::weight, std::nullopt),
       {0.9, 1.1, true, false},
       EffectMethod::score},
      {number("parameters.restraint.value", NumberKind::parameter, 1.0),
       {0.584, 1.435, false, true},
       EffectMethod::score},
      {number("drivers.alarm.start", NumberKind::start, 0.0),
       {-0.1, 0.1, false, false},
       EffectMethod::differences}};
  example.left_out = {{number("drivers.alarm.mean", NumberKind::mean, std::nullopt),
                       "it is a formula: ask for the numbers and parameters that it reads"}};
}

Sensitivity example() {
  Sensitivity example;
  Result& run = example.run;
  run.scenario = "example";
  run.title = "An example";
  run.start = std::chrono::sys_days{std::chrono::year{2023} / 4 / 15};
  run.seed = 1;
  run.trajectories = run.requested = 100'000;
  run.days = {0, 365};
  run.performance.seconds = 2;
  OutcomeResult aid{.name = "aid", .question = "Does aid flow?", .day = 365};
  aid.event = EventResult{
      .probability = 0.25, .se = 0.002, .ci95 = {0.246, 0.254}, .hits = 25'000, .trials = 100'000};
  OutcomeResult distrust{.name = "distrust", .question = "How deep is it?", .day = 365};
  distrust.value = ValueResult{.trials = 100'000, .mean = 0.9, .se = 0.01, .ci95 = {0.88, 0.92}};
  run.outcomes = {aid, distrust};
  add_numbers(example);
  const double nothing = std::nan("");
  example.outcomes = {
      {"",
       {effect(2, -0.262, 0.004, true), effect(0, 0.04, 0.003, true), effect(1, 0.001, 0.002, false),
        effect(3, 0.002, 0.003, false)}},
      {"errors come from 8 independent groups of trajectories alone",
       {effect(3, 0.2, 0.01, true, "only 9 trajectories answer differently"), effect(0, -0.03, 0.02, false),
        effect(1, nothing, nothing, false, "it cannot be told")}}};
  return example;
}

} // namespace

TEST_CASE("The text of sensitivities is as it was") {
  check_golden("sensitivity.txt", report::to_text(example(), {}));
}

TEST_CASE("The table of sensitivities is as it was") {
  const std::vector<report::Table> tables = report::tables(example());
  REQUIRE(tables.size() == 1);
  CHECK(tables.front().file == "sensitivity.csv");
  check_golden("sensitivity.csv", tables.front().text);
}

TEST_CASE("The JSON of sensitivities reads back by outcome and number") {
  const auto json = nlohmann::json::parse(report::to_json(example()));
  CHECK(json["numbers"]["triggers.strike.rate"]["kind"] == "rate");
  CHECK(json["numbers"]["triggers.strike.weights.reach"]["value"].is_null());
  CHECK(json["numbers"]["parameters.restraint.value"]["change"]["of"] == "distribution");
  CHECK(json["numbers"]["drivers.alarm.start"]["method"] == "differences");
  CHECK(json["outcomes"]["aid"]["probability"] == 0.25);
  CHECK(json["outcomes"]["aid"]["effects"]["triggers.strike.rate"]["effect"] == 0.04);
  CHECK(json["outcomes"]["aid"]["effects"]["triggers.strike.rate"]["is_told_from_0"] == true);
  CHECK(json["outcomes"]["distrust"]["effects"]["triggers.strike.weights.reach"]["effect"].is_null());
  CHECK(json["left_out"].contains("drivers.alarm.mean"));
}
