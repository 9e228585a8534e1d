#include "golden.hpp"

#include "report/data/json.hpp"
#include "report/text/printable.hpp"
#include "report/text/tuning_text.hpp"
#include "report/words/tuned_overlay.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace casus;

namespace {

Scenario scenario() {
  return parse_scenario(
      "casus: 1\nname: strikes\ntitle: Strikes and talks\nstart: 2023-01-01\nhorizon: 1 year\n"
      "step: 1 week\ntriggers:\n  strike: {rate: 1 per year}\n  talks: {rate: 0.5 per year}\n"
      "  pause: {rate: 2 per year}\n"
      "outcomes:\n  struck: {when: count(strike) >= 1}\n  talked: {when: count(talks) >= 1}\n",
      "strikes.yaml");
}

Tuning tuning(const Scenario& of) {
  const auto targets =
      parse_targets("casus: 1\ntargets:\n  struck: 0.3\n  high: {outcome: struck, p05: 0.5, p95: 0.6}\n"
                    "  experts: {outcome: talked, given: struck, experts: [0.2, 0.4]}\n"
                    "  order: {outcome: talked, likelier_than: struck}\n",
                    "targets.yaml", of);
  Tuning tuning{.objective_before = 30,
                .objective_after = 12.5,
                .steps = 4,
                .converged = true,
                .trajectories = 100000,
                .seed = 1,
                .verification_seed = 2};
  tuning.targets = {{targets[0], 0.632, 0.4212, 0.0016, {0.418, 0.4245}, 5.3},
                    {targets[1], 0.632, 0.4212, 0.0016, {0.418, 0.4245}, -4.9},
                    {targets[2], std::nullopt, 0.29, 0.01, {0.27, 0.31}, -0.1},
                    {targets[3], 0.62, 1.05, 0.01, {1.03, 1.07}, 0}};
  const double year = 365.25;
  for (const NumberEntry& number : numbers_of(of))
    tuning.numbers.push_back({number,
                              "by default",
                              *number.value,
                              *number.value,
                              {0.32 / year, 3.1 / year},
                              {0.32 / year, 3.1 / year},
                              0});
  tuning.numbers[0].after = 0.55 / year;
  tuning.numbers[0].posterior90 = {0.5 / year, 0.6 / year};
  tuning.numbers[0].narrowed = 0.91;
  tuning.numbers[1].after = 0.6 / year;
  tuning.numbers[1].narrowed = 0.4;
  tuning.entangled = {{0, 1, -0.93}};
  tuning.directions = {{20, {{0, 0.8}, {1, -0.6}}}};
  tuning.contradictions = {{0, {1}}, {1, {0}}};
  return tuning;
}

} // namespace

TEST_CASE("The text of a tuning is as it was") {
  const Scenario of = scenario();
  check_golden("tuning.txt", report::to_text(tuning(of), of, {}));
}

TEST_CASE("The JSON of a tuning is as it was") {
  const Scenario of = scenario();
  check_golden("tuning.json", report::to_json(tuning(of), of));
}

TEST_CASE("The overlay of a tuning is as it was, and has what moved alone") {
  const Scenario of = scenario();
  check_golden("tuned.yaml", report::tuned_overlay(tuning(of), of, "../strikes.yaml", "targets.yaml"));
}

TEST_CASE("No line of a tuning's text passes the width") {
  Scenario of = scenario();
  const Tuning found = tuning(of);
  of.outcomes[0].name = std::string(200, 'x') + "\x1b[31m";
  for (const int width : {80, 120}) {
    std::istringstream lines(report::to_text(found, of, {false, width}));
    for (std::string line; std::getline(lines, line);) CHECK(report::columns(line) <= width);
  }
}
