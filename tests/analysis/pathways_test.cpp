#include "casus/pathways.hpp"

#include <catch2/catch.hpp>
#include <fmt/core.h>

#include "casus/trace.hpp"

#include <cmath>
#include <map>
#include <set>

using namespace casus;

namespace {

/// Two years in weeks; `parts` are what happens, and `done` is 1 once something has set it so.
Scenario scenario(const std::string& parts, const std::vector<std::string>& settings = {}) {
  return parse_scenario("casus: 1\nname: ways\nstart: 2020-01-01\nhorizon: 2 years\nstep: 1 week\n"
                        "drivers: {done: {start: 0}}\n" +
                            parts,
                        "ways.yaml", settings);
}

OutcomePathways only_outcome(const Scenario& scenario, const RunOptions& options) {
  const Pathways found = pathways(scenario, options);
  REQUIRE(found.outcomes.size() == 1);
  return found.outcomes[0];
}

RunOptions options_of(std::uint64_t trajectories, std::uint64_t seed = 1, int threads = 0) {
  RunOptions options;
  options.trajectories = trajectories;
  options.seed = seed;
  options.threads = threads;
  return options;
}

OutcomePathways ways(const std::string& parts) {
  return only_outcome(scenario(parts), options_of(20'000, 5));
}

using Names = std::vector<std::string>;

Names names(const OutcomePathways& found, const Pathway& pathway) {
  Names names;
  for (const int m : pathway.milestones) names.push_back(found.milestones[static_cast<std::size_t>(m)].name);
  return names;
}

std::set<std::string> milestones(const OutcomePathways& found) {
  std::set<std::string> names;
  for (const Milestone& milestone : found.milestones) names.insert(milestone.name);
  return names;
}

/// Within four standard errors of the probability: a false alarm in 16,000.
bool agrees(std::uint64_t count, std::uint64_t of, double probability) {
  const auto n = static_cast<double>(of);
  return std::abs(static_cast<double>(count) - n * probability) <
         4 * std::sqrt(n * probability * (1 - probability));
}

const std::string chain = R"(
triggers:
  a: {rate: 2 per year}
  b: {rate: 2 per year, when: count(a) > 0}
  c: {rate: 2 per year, when: count(b) > 0, effects: [set: {done: 1}]}
  often: {rate: 20 per year}
  seldom: {rate: 0.3 per year}
  dated: {at: [100 days, 200 days], probability: 0.5}
outcomes: {over: {when: done > 0}}
)";

const std::string two_roads = R"(
triggers:
  left: {rate: 0.7 per year, effects: [set: {done: 1}]}
  right: {rate: 0.3 per year, effects: [set: {done: 1}]}
outcomes: {over: {when: done > 0}}
)";

/// One line a number, to compare all at once.
std::string told(const Pathways& pathways) {
  std::string text = fmt::format("{}\n", pathways.trajectories);
  for (const OutcomePathways& outcome : pathways.outcomes) {
    text += fmt::format("{} {} {}\n", outcome.outcome, outcome.trials, outcome.hits);
    for (const Milestone& m : outcome.milestones)
      text += fmt::format("{} {} {} {}\n", m.name, m.before_hits, m.at_risk, m.z);
    for (const Pathway& p : outcome.pathways) {
      text += fmt::format("{} {}", p.count, p.median_day);
      for (const int m : p.milestones) text += fmt::format(" {}", m);
      text += '\n';
    }
  }
  return text;
}

} // namespace

TEST_CASE("A chain of triggers is one pathway, and triggers that do not matter are not on it") {
  const OutcomePathways found = ways(chain);
  CHECK(milestones(found) == std::set<std::string>{"a", "b", "c"});
  REQUIRE(found.pathways.size() == 1);
  CHECK(names(found, found.pathways[0]) == Names{"a", "b", "c"});
  CHECK(found.pathways[0].count == found.hits);
  CHECK(found.covered() == 1);
  // The sum of three waits of half a year each is Erlang's: 1 - e^-4 (1 + 4 + 8) within two years.
  CHECK(found.trials == 20'000);
  CHECK(agrees(found.hits, found.trials, 1 - 13 * std::exp(-4.0)));
}

TEST_CASE("Of a hundred triggers that do not matter none is a milestone") {
  std::string parts = "triggers:\n  spark: {rate: 0.5 per year, effects: [set: {done: 1}]}\n";
  for (int i = 0; i < 100; ++i)
    parts += fmt::format("  idle_{}: {{rate: {} per year}}\n", i, 0.01 * std::pow(1.08, i));
  const OutcomePathways found = ways(parts + "outcomes: {over: {when: done > 0}}\n");
  CHECK(milestones(found) == std::set<std::string>{"spark"});
}

TEST_CASE("Two roads are gone as often as their rates say, and at the time they say") {
  const OutcomePathways found = ways(two_roads);
  REQUIRE(found.pathways.size() == 2);
  CHECK(names(found, found.pathways[0]) == Names{"left"});
  CHECK(names(found, found.pathways[1]) == Names{"right"});
  CHECK(agrees(found.pathways[0].count, found.hits, 0.7));
  CHECK_FALSE(agrees(found.pathways[0].count, found.hits, 0.68)); // so a bias of 0.02 would be seen
  CHECK(agrees(found.hits, found.trials, 1 - std::exp(-2.0)));
  // Of a wait of a year that ended within two: 1 - e^-m = (1 - e^-2) / 2; its density there gives the error.
  const double hit = 1 - std::exp(-2.0);
  const double median = -std::log(1 - hit / 2);
  const double error = hit / std::exp(-median) / 2 / std::sqrt(static_cast<double>(found.pathways[0].count));
  CHECK(std::abs(found.pathways[0].median_day / 365.25 - median) < 4 * error);
}

TEST_CASE("What raises a hazard is a milestone, with its share among hits and among those at risk") {
  // A spark is three times as likely after the warning, which half of all have from the hundredth day on.
  const OutcomePathways found = ways(R"(
triggers:
  warning: {at: 100 days, probability: 0.5}
  spark: {rate: 0.2 per year, weights: {count(warning) > 0: 1.0986123}, when: date >= 2020-05-01, effects: [set: {done: 1}]}
outcomes: {over: {when: done > 0}}
)");
  CHECK(milestones(found) == std::set<std::string>{"spark", "warning"});
  const Milestone& warning = found.milestones[1];
  REQUIRE(warning.name == "warning");
  // Before the hits: those of the warned of all hits, each at its own rate for the 609.5 days from May on.
  const double years = (2 * 365.25 - 121) / 365.25;
  const double warned = 1 - std::exp(-0.6 * years), others = 1 - std::exp(-0.2 * years);
  CHECK(
      agrees(static_cast<std::uint64_t>(std::llround(warning.before_hits * static_cast<double>(found.hits))),
             found.hits, warned / (warned + others)));
  CHECK(warning.at_risk > 0.4);
  CHECK(warning.at_risk < 0.5);
  CHECK(warning.z > 10);
}

TEST_CASE("Rungs on the way are milestones, and the rung that is the outcome is not") {
  const OutcomePathways found = ways(R"(
ladders:
  alert: {rungs: [none, low, middle, high, top], start: low, up: {rate: 2 per year}, down: {rate: 1 per year}}
outcomes: {raised: {when: alert >= high}}
)");
  CHECK(milestones(found) == std::set<std::string>{"alert: middle"});
  REQUIRE(found.pathways.size() == 1);
  CHECK(found.milestones[0].is_rung);
  CHECK(found.milestones[0].before_hits == 1);
}

TEST_CASE("Where two rungs are asked for, the pathways are their orders") {
  const OutcomePathways found = ways(R"(
ladders:
  one: {rungs: [low, high], start: low, up: {rate: 1 per year}}
  other: {rungs: [down, up], start: down, up: {rate: 1 per year}}
outcomes: {both: {when: one >= high and other == up}}
)");
  REQUIRE(found.pathways.size() == 2);
  CHECK(milestones(found) == std::set<std::string>{"one: high", "other: up"});
  CHECK(found.pathways[0].milestones.size() == 2);
  CHECK(agrees(found.pathways[0].count, found.hits, 0.5));
}

TEST_CASE("Where either of two rungs is enough, each is the end of its own pathway") {
  const OutcomePathways found = ways(R"(
ladders:
  one: {rungs: [low, high], start: low, up: {rate: 0.6 per year}}
  other: {rungs: [down, up], start: down, up: {rate: 0.2 per year}}
outcomes: {either: {when: one >= high or other >= up}}
)");
  REQUIRE(found.pathways.size() == 2);
  CHECK(names(found, found.pathways[0]) == Names{"one: high"});
  CHECK(names(found, found.pathways[1]) == Names{"other: up"});
  CHECK(agrees(found.pathways[0].count, found.hits, 0.75));
}

TEST_CASE("A category of a mark is a milestone where it matters, and its trigger where the mark does not") {
  const std::string parts = R"(
drivers: {{done: {{start: 0}}, tension: {{start: 0}}}}
triggers:
  strike:
    about: Something is struck
    rate: 3 per year
    marks: {{weapon: {{domestic: 0.8, nato: {{share: 0.2, about: A weapon of NATO}}}}}}
    effects: [{}]
  spark: {{rate: 0.1 per year, weights: {{tension: 2}}, effects: [set: {{done: 1}}]}}
outcomes: {{over: {{when: done > 0}}}}
)";
  const auto with_effect = [&](const char* effect) {
    return only_outcome(
        parse_scenario("casus: 1\nname: ways\nstart: 2020-01-01\nhorizon: 1 year\nstep: 1 week" +
                           fmt::format(fmt::runtime(parts), effect),
                       "ways.yaml"),
        options_of(20'000));
  };
  const OutcomePathways by_mark = with_effect("{if: weapon == nato, set: {tension: 1}}");
  CHECK(milestones(by_mark) == std::set<std::string>{"spark", "strike (weapon nato)"});
  CHECK(by_mark.milestones[1].about == "A weapon of NATO");
  const OutcomePathways by_trigger = with_effect("{set: {tension: 1}}");
  CHECK(milestones(by_trigger) == std::set<std::string>{"spark", "strike"});
  CHECK(by_trigger.milestones[1].about == "Something is struck");
}

TEST_CASE("A trigger that an outcome counts is the outcome, and what fires after it is not before it") {
  const OutcomePathways found = ways(R"(
triggers:
  spark: {rate: 1 per year}
  answer: {upon: count(spark) >= 1}
  cause: {rate: 1 per year, effects: [set: {done: 1}]}
  echo: {upon: done > 0}
outcomes: {over: {when: count(spark) >= 1}}
)");
  CHECK(found.milestones.empty());
  CHECK(agrees(found.hits, found.trials, 1 - std::exp(-2.0)));
}

TEST_CASE("What is met at the start has no way to it, and what is never met has none either") {
  const Pathways found = pathways(scenario(R"(
triggers: {spark: {rate: 1 per year, effects: [set: {done: 1}]}}
outcomes:
  at_once: {when: done < 1}
  never: {when: done > 5}
  unasked: {when: done > 0, given: done > 5}
  value: {value: done}
)"),
                                  options_of(1000));
  REQUIRE(found.outcomes.size() == 3);
  CHECK(found.outcomes[0].hits == 1000);
  CHECK(found.outcomes[0].milestones.empty());
  REQUIRE(found.outcomes[0].pathways.size() == 1);
  CHECK(found.outcomes[0].pathways[0].milestones.empty());
  CHECK(found.outcomes[0].pathways[0].median_day == 0);
  CHECK(found.outcomes[1].hits == 0);
  CHECK(found.outcomes[1].pathways.empty());
  CHECK(found.outcomes[1].covered() == 0);
  CHECK(found.outcomes[2].trials == 0);
  CHECK(found.outcomes[2].pathways.empty());
}

TEST_CASE("The number of threads changes no bit of the pathways") {
  const Scenario uncertain = scenario(chain, {"triggers.a.rate={uniform: [0.001, 0.01]}"});
  const auto with_threads = [&](int threads) {
    return told(pathways(uncertain, options_of(3000, 1, threads)));
  };
  const std::string one = with_threads(1);
  CHECK(with_threads(2) == one);
  CHECK(with_threads(3) == one);
}

TEST_CASE("Pathways are those of the trajectories' own stories") {
  const Scenario roads = scenario(two_roads);
  const RunOptions options = options_of(300, 9);
  const OutcomePathways found = only_outcome(roads, options);
  std::map<Names, std::uint64_t> told;
  for (std::uint64_t k = 0; k < options.trajectories; ++k) {
    const Trace story = trace(roads, options, k);
    if (!story.first_passages[0]) continue;
    Names way;
    for (const TracedEvent& event : story.events)
      if (event.day <= *story.first_passages[0])
        way.push_back(roads.triggers[static_cast<std::size_t>(event.trigger)].name);
    ++told[way];
  }
  REQUIRE(found.pathways.size() == told.size());
  for (const Pathway& pathway : found.pathways) CHECK(told[names(found, pathway)] == pathway.count);
}

TEST_CASE(
    "At most twenty thousand trajectories are looked at, fewer of a scenario with thousands of triggers") {
  CHECK(pathways(scenario(two_roads), options_of(1'000'000)).trajectories == 20'000);
  std::string parts = "triggers:\n";
  for (int i = 0; i < 10'000; ++i) parts += fmt::format("  t{}: {{rate: 1 per year}}\n", i);
  const Scenario large = scenario(parts + "outcomes: {over: {when: count(t7) > 0}}\n", {"horizon=1 week"});
  const Pathways found = pathways(large, options_of(20'000));
  CHECK(found.trajectories < 1600);
  CHECK(found.trajectories > 1500);
}

TEST_CASE("Pathways of a run that was stopped are of the trajectories that were finished") {
  const std::atomic<bool> stop = true;
  RunOptions options = options_of(1000);
  options.stop = &stop;
  const Pathways found = pathways(scenario(two_roads), options);
  CHECK(found.trajectories == 0);
  CHECK(found.outcomes[0].trials == 0);
}
