#include "examples.hpp"
#include "golden.hpp"

#include "report/data/json.hpp"
#include "report/text/printable.hpp"
#include "report/text/story.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cmath>
#include <sstream>

using namespace casus;

namespace {

const std::string replay =
    "casus trace baseline.yaml --trajectory 17 --trajectories 100000 --worlds 1000 --seed 7";

Trace with_events(std::size_t count) {
  Trace trace = example_trace();
  const auto event = trace.events[0];
  trace.events.assign(count, event);
  return trace;
}

double seconds_to_tell(const Trace& trace) {
  const auto begun = std::chrono::steady_clock::now();
  report::to_text(trace, example_scenario(), replay, {});
  report::to_json(trace, example_scenario(), replay);
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

} // namespace

TEST_CASE("The story of a trajectory is as it was") {
  check_golden("story.txt", report::to_text(example_trace(), example_scenario(), replay, {}));
}

TEST_CASE("The JSON of a story is as it was") {
  check_golden("story.json", report::to_json(example_trace(), example_scenario(), replay));
}

TEST_CASE("The JSON of a story names what the trace counts") {
  const auto json = nlohmann::json::parse(report::to_json(example_trace(), example_scenario(), replay));
  REQUIRE(json["events"].size() == 5);
  CHECK(json["events"][0]["trigger"] == "strike_on_russian_soil");
  CHECK(json["events"][0]["marks"]["weapon"] == "nato");
  CHECK(json["events"][0]["rate_per_year"].get<double>() == Approx(6));
  CHECK(json["events"][0]["factors"]["western_permission"].get<double>() == Approx(std::exp(0.588)));
  CHECK(json["events"][1]["ladder"] == "china_to_russia");
  CHECK(json["events"][1]["changes"]["china_to_russia"]["after"] == "deniable_lethal");
  CHECK(json["events"][1]["outcomes_met"][0] == "lethal_aid");
  CHECK(json["events"][2]["cause"] == "schedule");
  CHECK(json["events"][4]["cause"] == "forced");
  CHECK_FALSE(json["events"][4].contains("rate_per_year"));
  CHECK(json["end"]["counts"]["strike_on_russian_soil"] == 1'234);
  CHECK(json["outcomes"]["alarm"]["date"] == "2024-12-05");
  CHECK(json["outcomes"]["never"]["met"] == false);
  CHECK(json["outcomes"]["losses"]["value"] == 0.21);
}

TEST_CASE("No line of a story is wider than the page") {
  Scenario scenario = example_scenario();
  scenario.triggers[0].note.about =
      std::string(300, 'a') + " and a good deal more than would fit into one line";
  scenario.triggers[2].upon->text = std::string(4000, 'x');
  std::istringstream lines(report::to_text(example_trace(), scenario, replay, {}));
  for (std::string line; std::getline(lines, line);)
    if (line != "told again by: " + replay) CHECK(report::columns(line) <= 80);
}

TEST_CASE("A scenario without any parts has a story too") {
  Scenario scenario;
  scenario.name = "empty";
  CHECK_FALSE(report::to_text(Trace{}, scenario, replay, {}).empty());
  CHECK_NOTHROW(nlohmann::json::parse(report::to_json(Trace{}, scenario, replay)));
}

TEST_CASE("A story of ten times the events takes about ten times as long") {
  seconds_to_tell(with_events(1'000));
  const double shorter = seconds_to_tell(with_events(2'000));
  // A quadratic time would be a hundredfold; thirtyfold leaves room for a busy machine.
  CHECK(seconds_to_tell(with_events(20'000)) < 30 * shorter);
}
