#include "golden.hpp"

#include "report/data/json.hpp"
#include "report/data/tables.hpp"
#include "report/text/printable.hpp"
#include "report/text/score_text.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <limits>
#include <sstream>

using namespace casus;
using nlohmann::ordered_json;

namespace {

ForecastScores example_forecast(const std::string& file) {
  ForecastScores scores{.file = file};
  scores.run.scenario = "example";
  scores.run.title = "An example";
  scores.run.start = std::chrono::sys_days{std::chrono::days{19462}};
  scores.run.trajectories = scores.run.requested = 100'000;
  scores.run.seed = 1;
  scores.run.days = {0, 365};
  scores.run.performance = {.seconds = 2.5, .threads = 2};
  scores.outcomes.push_back({.name = "lethal_aid", .question = "Does China send lethal aid?", .day = 365});
  scores.outcomes.back().event = EventScore{.probability = 0.264,
                                            .se = 0.0025,
                                            .hits = 26'400,
                                            .trials = 100'000,
                                            .happened = false,
                                            .base = 0.5,
                                            .base_is_given = false,
                                            .brier = {0.0697, 0.0013, 0.25},
                                            .log = {0.3065, 0.0034, 0.6931}};
  scores.outcomes.push_back({.name = "coup", .day = 100});
  scores.outcomes.back().event = EventScore{.hits = 0,
                                            .trials = 100'000,
                                            .happened = true,
                                            .base = 0,
                                            .brier = {1, 0.00001, 1},
                                            .log = {12.206, 1.41, std::numeric_limits<double>::infinity()},
                                            .log_is_guarded = true};
  scores.outcomes.push_back({.name = "losses", .day = 365});
  scores.outcomes.back().value = ValueScore{.mean = 0.94,
                                            .sd = 0.23,
                                            .trials = 100'000,
                                            .observed = 1.2,
                                            .below = 0.87,
                                            .crps = {0.165, 0.002, {}}};
  scores.left_out = {{"war", "not known yet"}};
  scores.brier = MeanScore{2, 0.535, 0.465, 0.00065, 0.625, 0.144, 0.09};
  scores.log = MeanScore{2, 6.26, 5.95, 0.71, std::numeric_limits<double>::infinity(), {}, {}};
  scores.crps = MeanScore{.count = 1, .mean = 0.165, .monte_carlo = 0.002};
  scores.reliability = {{0, 0.1, 1, 0, 1, {0.207, 1}}, {0.2, 0.3, 1, 0.264, 0, {0, 0.793}}};
  scores.decomposition = BrierDecomposition{0.535, 0.25, 0.25, 0};
  scores.expected = ExpectedBrier{0.0972, 0.104, 4.21};
  scores.doubt = "2 events are too few to tell reliable forecasts from others (some 30 begin to)";
  return scores;
}

Scores example_scores() {
  return {{example_forecast("baseline.yaml"), example_forecast("rival.yaml")},
          {{1, 0, 0.0}, {0, 0.012, 0.02}}};
}

} // namespace

TEST_CASE("The text of scores is as it was") {
  check_golden("scores.txt", report::to_text(example_scores(), {}));
}

TEST_CASE("The JSON of scores is as it was") {
  check_golden("scores.json", report::to_json(example_scores()));
}

TEST_CASE("What scores do not know is null in their JSON, and so is what is infinite") {
  const auto json = ordered_json::parse(report::to_json(example_scores()));
  const auto& forecast = json["forecasts"]["rival.yaml"];
  CHECK(forecast["outcomes"]["coup"]["log"]["base"].is_null());
  CHECK(forecast["outcomes"]["losses"]["crps"]["base"].is_null());
  CHECK(forecast["means"]["log"]["skill"].is_null());
  CHECK(forecast["left_out"]["war"] == "not known yet");
  CHECK(json["ranking"][1]["file"] == "baseline.yaml");
}

TEST_CASE("The tables of scores have a field for each column") {
  for (const report::Table& table : report::tables(example_scores())) {
    std::istringstream lines(table.text);
    std::string line;
    std::getline(lines, line);
    const auto commas = std::count(line.begin(), line.end(), ',');
    for (; std::getline(lines, line);) CHECK(std::count(line.begin(), line.end(), ',') == commas);
  }
}

TEST_CASE("No line of scores' text passes the width, whatever names say") {
  Scores scores = example_scores();
  scores.forecasts[0].outcomes[0].question = std::string(300, 'x') + "\x1b[31m北京";
  scores.forecasts[0].file = std::string(200, 'y');
  for (const int width : {60, 80}) {
    std::istringstream lines(report::to_text(scores, {false, width}));
    for (std::string line; std::getline(lines, line);) CHECK(report::columns(line) <= width);
  }
}
