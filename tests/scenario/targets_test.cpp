#include "casus/targets.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace casus;

namespace {

const Scenario& scenario() {
  static const Scenario read =
      parse_scenario("casus: 1\nname: base\nstart: 2023-04-15\nhorizon: 1 year\nstep: 1 week\n"
                     "drivers:\n  alarm: {half_life: 12 weeks, start: 0.3, volatility: 0.5}\n"
                     "outcomes:\n  alarmed: {when: alarm > 1}\n  frightened: {when: alarm > 2}\n"
                     "  level: {value: alarm}\n  alarmed_if: {when: alarm > 1, given: alarm > 0}\n",
                     "base.yaml");
  return read;
}

std::vector<Target> targets(const std::string& lines) {
  return parse_targets("casus: 1\ntargets:\n" + lines, "targets.yaml", scenario());
}

std::vector<std::string> problems(const std::string& text) {
  std::vector<std::string> messages;
  try {
    static_cast<void>(parse_targets(text, "targets.yaml", scenario()));
  } catch (const ScenarioError& error) {
    for (const Problem& problem : error.problems())
      messages.push_back(std::to_string(problem.place.line) + ": " + problem.message);
  }
  return messages;
}

std::string problem(const std::string& line) {
  const auto found = problems("casus: 1\ntargets:\n" + line + "\n");
  REQUIRE(found.size() == 1);
  return found[0];
}

} // namespace

TEST_CASE("A bare number is about a probability or a mean") {
  const auto read = targets("  alarmed: 0.2\n  level: 0.5\n");
  CHECK(read[0].kind == TargetKind::probability);
  CHECK(read[0].asked() == Approx(0.2));
  CHECK(read[0].location == Approx(std::log(0.25)));
  CHECK(read[0].spread == Approx(0.165 / 1.6448536));
  CHECK(read[1].kind == TargetKind::mean);
  CHECK(read[1].location == 0.5);
  CHECK(read[1].spread == Approx(0.5 * 0.165 / 1.6448536));
}

TEST_CASE("Numbers whose squares are beyond what numbers can hold are refused") {
  CHECK(problem("  level: 1e308") == "3: target 'level' must lie between -1e+150 and 1e+150 (it is '1e308'): "
                                     "give the outcome a larger unit");
  CHECK(problem("  level: {mean: 1, sd: 1e-320}") ==
        "3: 'sd' of target 'level' must lie between 1e-150 and 1e+150 (it is on the scale of the mean)");
  CHECK(problem("  level: 1e-200") ==
        "3: target 'level' is so near 0 that how surely is not said: give it an 'sd'");
}

TEST_CASE("An interval has its 90% between the two, several experts their own spread") {
  const auto read = targets("  a: {outcome: alarmed, p05: 0.1, p95: 0.4}\n"
                            "  b: {outcome: alarmed, experts: [0.1, 0.3, 0.2]}\n"
                            "  c: {outcome: alarmed, experts: [0.2, 0.2]}\n");
  const double low = std::log(0.1 / 0.9), high = std::log(0.4 / 0.6);
  CHECK(read[0].location - 1.6448536 * read[0].spread == Approx(low));
  CHECK(read[0].location + 1.6448536 * read[0].spread == Approx(high));
  const double x = std::log(0.1 / 0.9), y = std::log(0.3 / 0.7), z = std::log(0.2 / 0.8), m = (x + y + z) / 3;
  CHECK(read[1].location == Approx(m));
  CHECK(read[1].spread == Approx(std::sqrt(((x - m) * (x - m) + (y - m) * (y - m) + (z - m) * (z - m)) / 2)));
  CHECK(read[2].spread == Approx(0.165 / 1.6448536));
}

TEST_CASE("A ratio, an order and a conditional probability name their other outcome") {
  const auto read = targets("  a: {outcome: alarmed, over: frightened, ratio: 3}\n"
                            "  b: {outcome: alarmed, likelier_than: frightened}\n"
                            "  frightened: {given: alarmed, probability: 0.3, sd: 0.5, sources: [S0-01]}\n");
  CHECK(read[0].kind == TargetKind::ratio);
  CHECK(read[0].location == Approx(std::log(3)));
  CHECK(*read[0].than == 1);
  CHECK(read[1].kind == TargetKind::order);
  CHECK(*read[1].than == 1);
  CHECK(read[2].kind == TargetKind::probability);
  CHECK(*read[2].given == 0);
  CHECK(read[2].spread == 0.5);
  CHECK(read[2].note.sources == std::vector<std::string>{"S0-01"});
}

TEST_CASE("What is wrong with a target is told where it stands") {
  CHECK(problem("  alarmd: 0.2") == "3: the scenario has no outcome 'alarmd' (did you mean 'alarmed'?)");
  CHECK(problem("  alarmed: 1.2").find("3: target 'alarmed' must be a probability between 0 and 1") == 0);
  CHECK(problem("  alarmed: 0").find("between 0 and 1, without these") != std::string::npos);
  CHECK(problem("  alarmed: {probability: 0.2, p05: 0.1, p95: 0.3}").find("must say one thing") !=
        std::string::npos);
  CHECK(problem("  alarmed: {p05: 0.4, p95: 0.3}").find("must be below its 'p95'") != std::string::npos);
  CHECK(problem("  alarmed: {p05: 0.4}").find("together with 'p05'") != std::string::npos);
  CHECK(problem("  alarmed: {mean: 0.4}").find("'mean' has no meaning here") != std::string::npos);
  CHECK(problem("  alarmed: {over: level, ratio: 2}").find("outcome 'level' is a value") !=
        std::string::npos);
  CHECK(problem("  alarmed: {over: alarmed, ratio: 2}").find("is its own outcome") != std::string::npos);
  CHECK(problem("  alarmed: {over: frightened, ratio: -2}").find("must be above 0") != std::string::npos);
  CHECK(problem("  alarmed_if: {given: frightened, probability: 0.5}").find("has a 'given' of its own") !=
        std::string::npos);
  CHECK(problem("  alarmed: {likelier_than: frightened, probability: 0.2}").find("has no meaning beside") !=
        std::string::npos);
  CHECK(problem("  alarmed: {probability: 0.2, sd: 0}").find("must be above 0") != std::string::npos);
  CHECK(problem("  level: 0").find("give it an 'sd'") != std::string::npos);
  CHECK(problem("  alarmed: {experts: []}").find("a list of what each said") != std::string::npos);
  CHECK(problem("  alarmed: [0.2]").find("must be a number or a map") != std::string::npos);
  CHECK(problem("  alarmed: {probabilty: 0.2}").find("did you mean 'probability'?") != std::string::npos);
  CHECK(problems("casus: 1\n").at(0).find("the key 'targets' is missing") != std::string::npos);
  CHECK(problems("casus: 1\ntargets: {}\n").at(0).find("there must be 1 to 1000 targets") !=
        std::string::npos);
  CHECK(problems("targets: {alarmed: 0.2}\n").at(0).find("the key 'casus' is missing") != std::string::npos);
}
