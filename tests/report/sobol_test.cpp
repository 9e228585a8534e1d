#include "golden.hpp"

#include "report/data/json.hpp"
#include "report/data/tables.hpp"
#include "report/text/printable.hpp"
#include "report/text/sobol_text.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <sstream>

using namespace casus;
using nlohmann::ordered_json;

namespace {

SobolIndex index_of(double value, double margin) {
  return {value, margin / 1.96, {value - margin, value + margin}};
}

SobolResult example_sobol() {
  SobolResult result{
      .rows = 1000, .depth = 16, .parameters = {"red_line", "restraint", "triggers.strike.rate"}};
  result.run.scenario = "example";
  result.run.title = "An example";
  result.run.start = std::chrono::sys_days{std::chrono::days{19462}};
  result.run.trajectories = result.run.requested = 80'000;
  result.run.worlds = 5000;
  result.run.seed = 1;
  result.run.days = {0, 365};
  result.run.performance = {.seconds = 2.5, .threads = 2};
  result.outcomes.push_back(
      {.name = "lethal_aid",
       .question = "Does China send lethal aid?",
       .day = 365,
       .mean = 0.12,
       .chance = 0.1,
       .between = 0.004,
       .between_se = 0.0002,
       .parameters = {{"red_line", index_of(0.1234, 0.045), index_of(0.2, 0.031)},
                      {"restraint", index_of(0.7, 0.12), index_of(0.81, 0.1)},
                      {"triggers.strike.rate", index_of(-0.0001, 0.02), index_of(0, 0.002)}}});
  result.outcomes.push_back({.name = "losses",
                             .is_event = false,
                             .day = 365,
                             .doubt = "the outcome is the same in every trajectory"});
  return result;
}

} // namespace

TEST_CASE("The text of Sobol indices is as it was") {
  check_golden("sobol.txt", report::to_text(example_sobol(), {}));
}

TEST_CASE("The JSON of Sobol indices has every parameter's, and why there are none") {
  const auto json = ordered_json::parse(report::to_json(example_sobol()));
  CHECK(json["trajectories"] == 80'000);
  const auto& sobol = json["sobol"];
  CHECK(sobol["rows"] == 1000);
  CHECK(sobol["trajectories_a_world"] == 16);
  const auto& aid = sobol["outcomes"]["lethal_aid"];
  CHECK(aid["doubt"].is_null());
  CHECK(aid["variance_between_worlds"] == 0.004);
  CHECK(aid["parameters"]["restraint"]["total"]["index"] == 0.81);
  CHECK(aid["parameters"]["red_line"]["first"]["ci95"].size() == 2);
  CHECK(sobol["outcomes"]["losses"]["doubt"] == "the outcome is the same in every trajectory");
  CHECK(sobol["outcomes"]["losses"]["parameters"].empty());
}

TEST_CASE("No line of Sobol indices passes the width, whatever names say") {
  SobolResult result = example_sobol();
  result.outcomes[0].parameters[0].parameter = std::string(200, 'x') + "\x1b[31m北京";
  for (const int width : {60, 80}) {
    std::istringstream lines(report::to_text(result, {false, width}));
    for (std::string line; std::getline(lines, line);) CHECK(report::columns(line) <= width);
  }
}
