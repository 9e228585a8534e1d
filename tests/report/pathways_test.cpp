#include "golden.hpp"

#include "report/data/json.hpp"
#include "report/data/layout.hpp"

#include <catch2/catch.hpp>

using namespace casus;

namespace {

Pathways example() {
  return {.trajectories = 20'000,
          .outcomes = {{.outcome = "lethal_aid",
                        .trials = 20'000,
                        .hits = 4'000,
                        .milestones = {{"strike (weapon nato)", "NATO's \"weapons\"", false, 0.4, 0.25, 18.8},
                                       {"china_to_russia: deniable_lethal", "", true, 0.8, 0.36, 63.5}},
                        .pathways = {{{1}, 1'200, 393.25}, {{0, 1}, 800, 640.5}, {{}, 100, 30}}},
                       {.outcome = "never", .trials = 20'000}}};
}

} // namespace

TEST_CASE("The JSON of pathways is as it was") {
  check_golden("pathways.json", report::laid_out(report::as_json(example())["outcomes"]));
}

TEST_CASE("The JSON of pathways reads back by outcome") {
  const auto json = report::as_json(example())["outcomes"];
  CHECK(json["lethal_aid"]["covered"] == 2'100 / 4'000.0);
  CHECK(json["lethal_aid"]["pathways"][0]["share"] == 0.3);
  CHECK(json["lethal_aid"]["pathways"][1]["milestones"] == nlohmann::ordered_json{0, 1});
  CHECK(json["lethal_aid"]["milestones"][1]["name"] == "china_to_russia: deniable_lethal");
  CHECK(json["never"]["covered"] == 0);
  CHECK(json["never"]["pathways"].is_array());
  CHECK(json["never"]["pathways"].empty());
}
