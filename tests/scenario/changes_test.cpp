#include "casus/changes.hpp"

#include "scenario/folder.hpp"
#include "scenario/texts.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace casus;

namespace {

const std::string base = texts::head + "title: A base\n"
                                       "parameters:\n  p: {about: Some, value: {pert: [0, 1, 2]}}\n"
                                       "drivers:\n  a: {start: 0, volatility: 0.5}\n  b: {}\n"
                                       "triggers:\n"
                                       "  t:\n    rate: 6 per year\n    limit: 3\n    weights: {a: p, b: 1}\n"
                                       "    marks: {size: {small: 1, large: 2}}\n"
                                       "    effects: [{add: {b: 1}}]\n"
                                       "  u: {rate: 1 per day}\n"
                                       "outcomes:\n  o: {question: 'Why?', when: a > 1}\n";

/// A folder with the base, and a what-if of it.
struct Pair : Folder {
  explicit Pair(const std::string& overlay) {
    write("base.yaml", base);
    write("whatif.yaml", "casus: 1\nextends: base.yaml\n" + overlay);
  }
  Changes changes(const std::vector<std::string>& settings = {}) const {
    return Changes(*this / "base.yaml", *this / "whatif.yaml", settings);
  }
  /// "path: before → after @line", groups parted by bars.
  std::string told() const {
    std::vector<std::string> groups;
    const Changes found = changes();
    for (const auto& group : found.groups()) {
      std::vector<std::string> lines;
      for (const ScenarioChange& change : group) {
        CHECK(without_path(change.place.file) == "whatif.yaml");
        lines.push_back(
            fmt::format("{}: {} → {} @{}", change.path, change.before, change.after, change.place.line));
      }
      groups.push_back(fmt::format("{}", fmt::join(lines, "; ")));
    }
    return fmt::format("{}", fmt::join(groups, " | "));
  }
};

void check_all_subsets(const Pair& pair) {
  const Changes changes = pair.changes();
  const std::size_t count = changes.groups().size();
  REQUIRE(count < 10);
  CHECK(changes.with(std::vector<bool>(count, false)).fingerprint == pair.load("base.yaml").fingerprint);
  CHECK(changes.with(std::vector<bool>(count, true)).fingerprint == pair.load("whatif.yaml").fingerprint);
  for (std::size_t bits = 0; bits < std::size_t{1} << count; ++bits) {
    std::vector<bool> flags;
    for (std::size_t g = 0; g < count; ++g) flags.push_back((bits >> g) & 1U);
    const Scenario scenario = changes.with(flags);
    CHECK(parse_scenario(scenario.text, "again.yaml").fingerprint == scenario.fingerprint);
  }
}

} // namespace

TEST_CASE("Each key that a what-if sets, adds or removes is a change, told at its line") {
  const Pair pair(
      "triggers:\n  t:\n    rate: 12 per year\n    limit: null\n    cooldown: 1 day\n    weights: {b: 2}\n");
  CHECK(pair.told() == "triggers.t.rate: 6 per year → 12 per year @5 | triggers.t.limit: 3 →  @6 | "
                       "triggers.t.cooldown:  → 1 day @7 | triggers.t.weights.b: 1 → 2 @8");
  check_all_subsets(pair);
}

TEST_CASE("A whole part, a list and a distribution of another family are one change each") {
  const Pair pair("parameters: {p: {value: {uniform: [0, 1]}}}\n"
                  "drivers:\n  c: {start: 1, volatility: 1}\n"
                  "triggers:\n  u: null\n  t: {effects: [{add: {b: 2}}]}\n"
                  "ladders:\n  l: {rungs: [low, high], up: {rate: 1 per day}}\n");
  CHECK(pair.told() == "parameters.p.value: {pert: [0, 1, 2]} → {uniform: [0, 1]} @3 | "
                       "drivers.c:  → {start: 1, volatility: 1} @5 | triggers.u: {rate: 1 per day} →  @7 | "
                       "triggers.t.effects: [{add: {b: 1}}] → [{add: {b: 2}}] @8 | "
                       "ladders.l:  → {rungs: [low, high], up: {rate: 1 per day}} @10");
  check_all_subsets(pair);
}

TEST_CASE("A distribution of the same family changes by its arguments") {
  CHECK(Pair("parameters: {p: {value: {pert: [0, 1, 3]}}}\n").told() ==
        "parameters.p.value.pert: [0, 1, 2] → [0, 1, 3] @3");
}

TEST_CASE("What cannot change a result is no change") {
  const Pair pair("name: other\ntitle: Other\nabout: Other\nsources: [S0-01]\nbasis: Other\n"
                  "parameters: {p: {about: Other}}\n"
                  "triggers: {t: {about: Other, effects: [{add: {b: 1}, about: Other}]}}\n"
                  "outcomes: {o: {question: 'How?', sources: [S0-02]}}\n");
  CHECK(pair.told().empty());
  CHECK(pair.changes().with({}).fingerprint == pair.load("whatif.yaml").fingerprint);
}

TEST_CASE("A driver may be named like a note") {
  CHECK(Pair("drivers: {about: {start: 1, volatility: 1}}\n").told() ==
        "drivers.about:  → {start: 1, volatility: 1} @3");
}

TEST_CASE("Changes that need each other make a group") {
  const Pair pair(
      "drivers:\n  c: {start: 1}\n  b: {start: 2}\n"
      "triggers:\n  t:\n    weights: {c: 1}\n    effects: [{add: {b: 1, c: 1}}]\n  u: {rate: 2 per day}\n");
  // The driver can come alone; what reads it cannot.
  CHECK(pair.told() == "drivers.c:  → {start: 1} @4; triggers.t.weights.c:  → 1 @8; "
                       "triggers.t.effects: [{add: {b: 1}}] → [{add: {b: 1, c: 1}}] @9 | "
                       "drivers.b.start:  → 2 @5 | triggers.u.rate: 1 per day → 2 per day @10");
  check_all_subsets(pair);
}

TEST_CASE("What must go and what comes in its place make a group") {
  const Pair pair("triggers:\n  t: {limit: 4}\n  u: {rate: null, at: 2023-05-01}\n");
  CHECK(pair.told() ==
        "triggers.t.limit: 3 → 4 @4 | triggers.u.rate: 1 per day →  @5; triggers.u.at:  → 2023-05-01 @5");
  check_all_subsets(pair);
}

TEST_CASE("Each firing that is forced is a change") {
  const Pair pair("triggers: {u: {rate: 2 per day}}\nforce:\n  - {trigger: t, at: [2023-05-01, 30 days], "
                  "marks: {size: large}}\n"
                  "  - {trigger: u, at: 3}\n");
  CHECK(pair.told() == "triggers.u.rate: 1 per day → 2 per day @3 | "
                       "force t on 2023-05-01:  → {trigger: t, at: 2023-05-01, marks: {size: large}} @5 | "
                       "force t on 2023-05-15:  → {trigger: t, at: 30 days, marks: {size: large}} @5 | "
                       "force u on 2023-04-18:  → {trigger: u, at: 3} @6");
}

TEST_CASE("Firings that both force are no change, and one that is no longer forced is") {
  const Folder folder;
  folder.write("base.yaml",
               base + "force: [{trigger: t, at: [1, 2, 3]}, {trigger: u, at: 4, about: Kept}]\n");
  folder.write("whatif.yaml",
               "casus: 1\nextends: base.yaml\nforce:\n  - {trigger: t, at: 1}\n  - {trigger: t, at: 3}\n"
               "  - {trigger: u, at: [4, 5]}\n");
  const Changes changes(folder / "base.yaml", folder / "whatif.yaml");
  REQUIRE(changes.groups().size() == 2);
  CHECK(changes.groups()[0][0].path == "force t on 2023-04-17");
  CHECK(changes.groups()[0][0].after.empty());
  CHECK(changes.groups()[1][0].path == "force u on 2023-04-20");
  CHECK(changes.with({true, true}).fingerprint == folder.load("whatif.yaml").fingerprint);
  CHECK(changes.with({true, false}).forced.size() == 3);
  CHECK(changes.with({false, true}).forced.size() == 5);
}

TEST_CASE("With some of its changes a scenario has the name and the file of the what-if") {
  const Pair pair("triggers: {t: {limit: 4}, u: {rate: 2 per day}}\n");
  const Scenario some = pair.changes().with({true, false});
  CHECK(some.name == "whatif");
  CHECK(some.file == (pair / "whatif.yaml").string());
  CHECK(some.triggers[0].limit == 4);
  CHECK(some.triggers[1].hazard->rate.expression.value == 1);
  CHECK(pair.changes().with({false, false}).file == (pair / "base.yaml").string());
  CHECK_THROWS_AS(pair.changes().with({true}), RunError);
}

TEST_CASE("Settings are put into both and are no changes") {
  const Pair pair("triggers: {t: {limit: 4}, u: {rate: 2 per day}}\n");
  const Changes changes = pair.changes({"triggers.u.rate=5", "horizon=100 days"});
  REQUIRE(changes.groups().size() == 1);
  CHECK(changes.with({false}).fingerprint ==
        pair.load("base.yaml", {"triggers.u.rate=5", "horizon=100 days"}).fingerprint);
  CHECK(changes.with({true}).horizon == 100);
}

TEST_CASE("In a chain each change is told in the file that makes it") {
  const Pair pair("triggers: {t: {limit: null}, u: {rate: 2 per day}}\n");
  pair.write("chain.yaml", "casus: 1\nextends: whatif.yaml\ntriggers: {t: {cooldown: 1 day}}\n");
  const Changes changes(pair / "base.yaml", pair / "chain.yaml");
  std::vector<std::string> places;
  for (const auto& group : changes.groups())
    for (const ScenarioChange& change : group)
      places.push_back(change.path + " " + pair.without_path(change.place.file));
  CHECK(places == std::vector<std::string>{"triggers.t.limit whatif.yaml", "triggers.u.rate whatif.yaml",
                                           "triggers.t.cooldown chain.yaml"});
}

TEST_CASE("Scenarios that do not extend each other can be compared, the order of their parts too") {
  const Folder folder;
  folder.write("one.yaml",
               texts::head + "drivers: {a: {start: 1}, b: {start: 2}}\noutcomes: {o: {value: a + b}}\n");
  folder.write("two.yaml",
               texts::head + "outcomes: {o: {value: a + b}}\ndrivers: {b: {start: 2}, a: {start: 1}}\n");
  const Changes changes(folder / "one.yaml", folder / "two.yaml");
  REQUIRE(changes.groups().size() == 1);
  CHECK(changes.groups()[0][0].path == "drivers");
  CHECK(changes.with({true}).fingerprint == folder.load("two.yaml").fingerprint);
}

TEST_CASE("Many changes that need each other end as one group after a bounded number of tries") {
  std::string drivers = "drivers:\n", weights;
  for (int i = 0; i < 1200; ++i) {
    drivers += fmt::format("  x{}: {{volatility: 1}}\n", i);
    weights += fmt::format("x{}: 1, ", i);
  }
  const Pair pair(drivers + "triggers: {v: {rate: 1 per day, weights: {" + weights + "a: 1}}}\n");
  CHECK(pair.changes().groups().size() == 1);
}

TEST_CASE("Changes of a file that cannot be read tell why") {
  const Pair pair("triggers: {t: {limit: -1}}\n");
  CHECK_THROWS_AS(pair.changes(), ScenarioError);
}
