#include "examples.hpp"
#include "golden.hpp"

#include "casus/version.hpp"
#include "report/data/json.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <cmath>
#include <limits>

using namespace casus;
using nlohmann::ordered_json;

namespace {

std::vector<std::string> keys(const ordered_json& object) {
  std::vector<std::string> names;
  for (const auto& [name, value] : object.items()) names.push_back(name);
  return names;
}

ordered_json parsed(const Result& result) { return ordered_json::parse(report::to_json(result)); }

} // namespace

TEST_CASE("The JSON of a result is as it was") {
  check_golden("result.json", report::to_json(example_result()));
}

TEST_CASE("The JSON has the keys of the format in their order") {
  const auto json = parsed(example_result());
  using Names = std::vector<std::string>;
  CHECK(keys(json) == Names{"casus", "scenario", "fingerprint", "seed", "trajectories", "worlds", "outcomes",
                            "ladders", "joint", "drivers", "triggers", "performance"});
  CHECK(keys(json["outcomes"]) == Names{"lethal_aid_in_a_year", "russian_losses"});
  CHECK(keys(json["outcomes"]["lethal_aid_in_a_year"]) == Names{"kind", "probability", "se", "ci95", "hits",
                                                                "trials", "curve", "first_passage_days",
                                                                "between_worlds"});
  CHECK(keys(json["outcomes"]["russian_losses"]) ==
        Names{"kind", "mean", "se", "ci95", "sd", "quantiles", "trials"});
  CHECK(keys(json["performance"]) == Names{"seconds", "trajectories_per_second", "threads"});
}

TEST_CASE("The JSON reads back as the numbers of the result to the last bit") {
  Result result = example_result();
  result.outcomes[0].event->probability = 0.1 + 0.2;
  result.drivers[0].mean[1] = 1.0 / 3;
  const auto json = parsed(result);
  const auto& event = json["outcomes"]["lethal_aid_in_a_year"];
  CHECK(json["casus"] == version);
  CHECK(json["seed"].get<std::uint64_t>() == result.seed);
  CHECK(event["probability"].get<double>() == 0.1 + 0.2);
  CHECK(event["ci95"] == ordered_json{0.12137, 0.12545});
  CHECK(event["curve"]["day"].get<std::vector<double>>() == result.days);
  CHECK(event["curve"]["date"] == ordered_json{"2023-04-15", "2024-04-14", "2026-04-14"});
  CHECK(event["first_passage_days"]["p10"] == 271.5);
  CHECK(event["first_passage_days"]["p50"].is_null());
  CHECK(event["between_worlds"]["p95"] == 0.212);
  CHECK(json["outcomes"]["russian_losses"]["quantiles"]["p25"] == 0.27);
  CHECK(json["drivers"]["beijing_alarm"]["mean"].get<std::vector<double>>() == result.drivers[0].mean);
  const auto& ladder = json["ladders"]["china_to_russia"];
  CHECK(ladder["occupancy"].get<std::vector<std::vector<double>>>() == result.ladders[0].occupancy);
  CHECK(json["joint"][0]["first"] == "china_to_russia");
  CHECK(json["joint"][0]["second"] == "russia_to_china");
  CHECK(json["joint"][0]["shares"].get<std::vector<std::vector<double>>>() == result.joint[0].shares);
  CHECK(json["triggers"]["strike_on_russian_soil"]["marks"]["weapon"]["nato"] == 0.2);
  CHECK(json["triggers"]["strike_on_russian_soil"]["marks"]["severity"]["sd"] == 0.5);
  CHECK(json["triggers"]["armistice"]["marks"] == ordered_json::object());
  CHECK(json["performance"]["trajectories_per_second"] == 80'000);
}

TEST_CASE("A stopped run says so in its JSON, and a finished one does not") {
  Result result = example_result();
  CHECK_FALSE(parsed(result).contains("stopped"));
  result.trajectories = 12'345;
  CHECK(parsed(result)["stopped"] == true);
  CHECK(parsed(result)["requested"] == 100'000);
  CHECK(parsed(result)["trajectories"] == 12'345);
}

TEST_CASE("What is not finite or not there is null in the JSON") {
  Result result = example_result();
  result.drivers[0].sd[1] = std::numeric_limits<double>::quiet_NaN();
  result.drivers[0].p95[2] = std::numeric_limits<double>::infinity();
  result.outcomes[0].event->probability.reset();
  result.outcomes[1].value->mean.reset();
  result.performance.seconds = 0;
  const auto json = parsed(result);
  CHECK(json["drivers"]["beijing_alarm"]["sd"][1].is_null());
  CHECK(json["drivers"]["beijing_alarm"]["p95"][2].is_null());
  CHECK(json["outcomes"]["lethal_aid_in_a_year"]["probability"].is_null());
  CHECK(json["outcomes"]["lethal_aid_in_a_year"]["se"].is_null());
  CHECK(json["outcomes"]["russian_losses"]["mean"].is_null());
  CHECK(json["outcomes"]["russian_losses"]["quantiles"].is_null());
  CHECK(json["performance"]["trajectories_per_second"].is_null());
}

TEST_CASE("Text that is not UTF-8 does not break the JSON") {
  Result result = example_result();
  result.scenario = "caf\xE9 \"x\"\n";
  CHECK(parsed(result)["scenario"] == "caf\uFFFD \"x\"\n");
}

TEST_CASE("A result without any parts is still a complete JSON object") {
  const auto json = parsed(Result{});
  for (const char* part : {"outcomes", "ladders", "drivers", "triggers"})
    CHECK(json[part] == ordered_json::object());
  CHECK(json["joint"] == ordered_json::array());
}

TEST_CASE("A list of numbers stands in one line of the JSON, which ends in a newline") {
  const std::string text = report::to_json(example_result());
  CHECK(text.find("[0.0,365.25,1095.75]") != std::string::npos);
  CHECK(text.ends_with("}\n"));
}
