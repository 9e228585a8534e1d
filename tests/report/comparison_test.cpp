#include "comparison_examples.hpp"
#include "examples.hpp"
#include "golden.hpp"

#include "report/data/json.hpp"
#include "report/text/comparison_text.hpp"
#include "report/text/printable.hpp"
#include "report/words/quantity.hpp"
#include "report/words/whatif_label.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <sstream>

using namespace casus;
using nlohmann::ordered_json;

TEST_CASE("The text of a comparison is as it was") {
  check_golden("comparison.txt", report::to_text(example_whatifs(), {}));
}

TEST_CASE("The text of an explanation is as it was") {
  check_golden("explanation.txt", report::to_text(example_explanation(), {}));
}

TEST_CASE("The JSON of a comparison is as it was") {
  check_golden("comparison.json", report::to_json(example_whatifs()));
}

TEST_CASE("The JSON of an explanation is that of its comparison and what the changes do") {
  const auto json = ordered_json::parse(report::to_json(example_explanation()));
  CHECK_FALSE(json.contains("rankings"));
  CHECK(json["differences"]["nato_strike.yaml"]["lethal_aid_in_a_year"]["variance_ratio"] == 3.43);
  const auto& explanation = json["explanation"];
  CHECK(explanation["groups"][1][0]["path"] == "force strike_on_russian_soil on 2023-09-01");
  CHECK(explanation["groups"][0][0]["after"] == "12 per year");
  const auto& aid = explanation["outcomes"]["lethal_aid_in_a_year"];
  CHECK(aid[0]["shapley"]["effect"] == 0.0233);
  CHECK(aid[2]["does_nothing"] == true);
  CHECK(explanation["outcomes"]["russian_losses"][0]["last"].is_null());
}

TEST_CASE("A what-if is called by its title, where that is its own") {
  Comparison comparison = example_whatifs();
  comparison.baseline.title = "The baseline";
  for (WhatIf& whatif : comparison.whatifs) whatif.result.title = "The baseline"; // as inherited
  CHECK(report::label_of(comparison.whatifs[0], comparison) == "rumour.yaml");
  comparison.whatifs[0].result.title = "A rumour of arms";
  CHECK(report::label_of(comparison.whatifs[0], comparison) == "A rumour of arms");
  const std::string text = report::to_text(comparison, {});
  CHECK(text.find(". A rumour of arms: ") != std::string::npos);
  CHECK(text.find("rumour.yaml") == std::string::npos);
  comparison.whatifs[1].result.title = "A rumour of arms";
  CHECK(report::label_of(comparison.whatifs[0], comparison) == "rumour.yaml");
}

TEST_CASE("What a comparison does not know is null in its JSON") {
  const auto json = ordered_json::parse(report::to_json(example_whatifs()));
  const auto& losses = json["differences"]["rumour.yaml"]["russian_losses"];
  for (const char* key : {"difference", "se", "ci95", "relative", "correlation", "variance_ratio"})
    CHECK(losses[key].is_null());
  CHECK(losses["doubt"] == "no trajectory of the what-if met its condition");
  CHECK(json["differences"]["nato_strike.yaml"]["russian_losses"]["doubt"].is_null());
  CHECK(json["ladder_differences"]["rumour.yaml"]["china_to_russia"]["se"][0][0].is_null());
  CHECK(json["rankings"]["russian_losses"][2]["ahead"].is_null());
}

TEST_CASE("No line of a comparison's text passes the width, whatever names say") {
  Explanation explanation = example_explanation();
  explanation.comparison.whatifs[0].file = std::string(200, 'x') + "\x1b[31m.yaml";
  explanation.groups[0][0].path = std::string(300, 'y') + "\n北京";
  for (const int width : {60, 80, 120}) {
    std::istringstream lines(report::to_text(explanation, {false, width}));
    for (std::string line; std::getline(lines, line);) CHECK(report::columns(line) <= width);
  }
  CHECK(report::to_text(explanation, {}).find('\x1b') == std::string::npos);
}

TEST_CASE("A difference has its sign, and the digits that its error leaves") {
  CHECK(report::points(0.06553, 0.0012) == "+6.6");
  CHECK(report::points(-0.06553, 0.00012) == "-6.55");
  CHECK(report::points(0.00001, 0.01) == "0");
  CHECK(report::points(-0.00001, 0.01) == "0");
  CHECK(report::signed_estimate(0, 0.01) == "0");
  CHECK(report::signed_estimate(0.1234, 0.001) == "+0.123");
  CHECK(report::signed_estimate(-0.1234, 0.01) == "-0.12");
}
