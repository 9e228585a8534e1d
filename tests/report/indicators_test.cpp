#include "report/data/json.hpp"
#include "report/data/tables.hpp"
#include "report/text/indicators_text.hpp"
#include "report/text/printable.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <sstream>

using namespace casus;
using nlohmann::ordered_json;
using report::to_text;

namespace {

Indicator example_indicator(std::size_t event, double if_comes, double if_not) {
  return {.event = event,
          .came = 12'000,
          .if_comes = {if_comes, 0.004, {if_comes - 0.008, if_comes + 0.008}},
          .if_not = {if_not, 0.001, {if_not - 0.002, if_not + 0.002}},
          .difference = {if_comes - if_not, 0.004, {if_comes - if_not - 0.008, if_comes - if_not + 0.008}},
          .information = Estimated{0.0081, 0.0005, {0.0071, 0.0091}},
          .move = {0.0275, 0.0009, {0.0257, 0.0293}},
          .p_value = 1e-9,
          .is_told = true};
}

/// One outcome with everything, and those that the text leaves out by itself.
Indicators example() {
  Indicators found{.from = 100, .until = 190};
  found.run.scenario = found.run.title = "example";
  found.run.start = std::chrono::sys_days{std::chrono::days{19462}};
  found.run.trajectories = found.run.requested = 100'000;
  found.run.days = {0, 365};
  found.run.performance = {.seconds = 2.5, .threads = 2};
  found.events = {
      {.name = "strike (weapon nato)", .probability = {0.12, 0.001, {0.118, 0.122}}, .came = 12'000},
      {.name = "ally: war", .is_rung = true, .probability = {0.05, 0.001, {0.048, 0.052}}, .came = 5'000},
      {.name = "idle", .probability = {0.5, 0.001, {0.498, 0.502}}, .came = 50'000}};
  OutcomeIndicators war{.name = "war", .question = "Is there war?", .day = 365, .trials = 100'000};
  war.answer = Estimated{0.226, 0.001, {0.224, 0.228}};
  war.indicators = {example_indicator(0, 0.34, 0.21), example_indicator(1, 1, 0.18),
                    example_indicator(2, 0.226, 0.226)};
  war.indicators[1].is_settled = true;
  war.indicators[1].is_told = war.indicators[2].is_told = false;
  war.indicators[1].if_comes.ci95 = {0.9992, 1};
  war.left_out = 7;
  OutcomeIndicators settled{.name = "settled", .day = 365, .trials = 100'000};
  settled.answer = Estimated{0.999, 0.0001, {0.9988, 0.9992}};
  OutcomeIndicators value{.name = "losses", .day = 365, .is_value = true, .trials = 100'000};
  value.answer = Estimated{1.5, 0.01, {1.48, 1.52}};
  found.outcomes = {war, settled, value};
  return found;
}

bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

} // namespace

TEST_CASE("What to watch reads as sentences, and tells apart what is the outcome itself") {
  const std::string text = to_text(example(), {.width = 200});
  INFO(text);
  for (const char* part :
       {"What to watch from 2023-07-24 to 2023-10-22\n", "Is there war? (by 2024-04-14)",
        "22.6% as things stand",
        "strike (weapon nato) – if it comes 34.0%, if not 21.0%; comes in 12.0% of courses; moves the answer "
        "by 2.8 "
        "points (0.0081 ± 0.0005 bits)",
        "when one of these comes it is answered already: ally: war",
        "1 other event cannot be told from chance; 7 come too seldom, or too surely, to tell",
        "2 outcomes left out here"})
    CHECK(says(text, part));
  CHECK_FALSE(says(text, "idle"));
}

TEST_CASE("Outcomes of indicators that were asked for are told whatever they are") {
  Indicators found = example();
  found.is_chosen = found.is_cut = true;
  found.outcomes[2].indicators = {example_indicator(0, 2, 1)};
  found.outcomes[2].indicators[0].information.reset();
  const std::string text = to_text(found, {.width = 200});
  INFO(text);
  for (const char* part : {"2023-10-22, where the scenario ends", "settled (by 2024-04-14)",
                           "losses (on 2024-04-14)", "mean 1.50 as things stand", "moves the mean by 0.0275"})
    CHECK(says(text, part));
  CHECK_FALSE(says(text, "left out here"));
}

TEST_CASE("No line of what to watch is wider than the terminal") {
  std::istringstream lines(to_text(example(), {}));
  for (std::string line; std::getline(lines, line);) CHECK(report::columns(line) <= 80);
}

TEST_CASE("Indicators are written under the names of outcomes and events") {
  const auto json = ordered_json::parse(report::to_json(example()));
  CHECK(json["window"]["after"] == "2023-07-24");
  const auto& nato = json["outcomes"]["war"]["indicators"]["strike (weapon nato)"];
  CHECK(nato["if_comes"]["value"] == 0.34);
  CHECK(nato["bits"]["se"] == 0.0005);
  CHECK(json["events"]["ally: war"]["is_rung"] == true);
  const auto tables = report::tables(example());
  REQUIRE(tables.size() == 2);
  CHECK(says(tables[0].text, "example,war,event,100000,strike (weapon nato),12000,0.34,0.004,"));
  CHECK(says(tables[1].text, "example,idle,false,2023-07-24,2023-10-22,0.5,0.001,0.498,0.502,50000,100000"));
}
