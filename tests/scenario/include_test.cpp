#include "scenario/folder.hpp"
#include "scenario/texts.hpp"

#include <catch2/catch.hpp>

using namespace casus;

namespace {

const std::string drivers = "drivers:\n  a: {volatility: 1}\n  b: {volatility: 1}\n";
const std::string triggers = "triggers:\n  t: {rate: 1 per day, weights: {a: 1}}\n";

} // namespace

TEST_CASE("Included parts count as if they stood before a file's own") {
  const Folder folder;
  folder.write("parts/drivers.yaml", "casus: 1\n" + drivers + "correlations: [[a, b, 0.5]]\n");
  folder.write("parts/triggers.yaml", triggers);
  folder.write("main.yaml", texts::head + "include: [parts/drivers.yaml, parts/triggers.yaml]\n"
                                          "drivers:\n  c: {volatility: 1}\ncorrelations: [[b, c, 0.5]]\n"
                                          "outcomes: {o: {value: a + b + c}}\n");
  folder.write("whole.yaml",
               texts::head + drivers + "  c: {volatility: 1}\n" + triggers +
                   "correlations: [[a, b, 0.5], [b, c, 0.5]]\noutcomes: {o: {value: a + b + c}}\n");
  CHECK(folder.load("main.yaml").fingerprint == folder.load("whole.yaml").fingerprint);
  CHECK(folder.load("main.yaml").correlations.size() == 2);
}

TEST_CASE("One file is included without a list, and an included file may include others") {
  const Folder folder;
  folder.write("parts/deep/drivers.yaml", drivers);
  folder.write("parts/all.yaml", "include: deep/drivers.yaml\n" + triggers);
  folder.write("main.yaml", texts::head + "include: parts/all.yaml\n");
  const Scenario scenario = folder.load("main.yaml");
  CHECK(scenario.drivers.size() == 2);
  CHECK(scenario.triggers.size() == 1);
}

TEST_CASE("A file may both extend and include, and what it includes is laid over the base too") {
  const Folder folder;
  folder.write("base.yaml", texts::head + drivers + triggers);
  folder.write("more.yaml", "triggers: {t: {rate: 2 per day}}\n");
  folder.write("whatif.yaml",
               "casus: 1\nextends: base.yaml\ninclude: more.yaml\ntriggers: {u: {rate: 3 per day}}\n");
  const Scenario scenario = folder.load("whatif.yaml");
  REQUIRE(scenario.triggers.size() == 2);
  CHECK(scenario.triggers[0].hazard->rate.expression.value == 2);
  CHECK(scenario.triggers[0].hazard->weights.size() == 1);
}

TEST_CASE("An error in an included file is told there, before those of the file that includes it") {
  const Folder folder;
  folder.write("drivers.yaml", "drivers:\n  a: {volatility: -1}\n");
  folder.write("main.yaml", texts::head + "include: drivers.yaml\ntriggers:\n  t: {rate: aa}\n");
  CHECK(folder.told_of("main.yaml") ==
        "drivers.yaml:2:19: error: 'volatility' of driver 'a' must be 0 or more (it is '-1')\n"
        "    a: {volatility: -1}\n"
        "                    ^\n"
        "main.yaml:7:13: error: unknown name 'aa' (did you mean 'a'?)\n"
        "    t: {rate: aa}\n"
        "              ^");
}

TEST_CASE("A part that stands twice is told with both places") {
  const Folder folder;
  folder.write("one.yaml", drivers);
  folder.write("two.yaml", "drivers:\n  b: {}\n");
  folder.write("main.yaml", texts::head + "include: [one.yaml, two.yaml]\ndrivers: {a: {}}\n");
  CHECK(
      folder.problems_of("main.yaml") ==
      std::vector<std::string>{
          "two.yaml:2:3: error: 'drivers.b' stands twice (first in one.yaml:3:3): leave one of them out",
          "main.yaml:6:11: error: 'drivers.a' stands twice (first in one.yaml:2:3): leave one of them out"});
}

TEST_CASE("A file that is included twice is told once") {
  const Folder folder;
  folder.write("drivers.yaml", drivers);
  folder.write("all.yaml", "include: drivers.yaml\n" + triggers);
  folder.write("main.yaml", texts::head + "include:\n  - drivers.yaml\n  - all.yaml\n");
  CHECK(folder.problems_of("main.yaml") ==
        std::vector<std::string>{
            "all.yaml:1:10: error: 'drivers.yaml' is included twice (first in main.yaml:6:5): "
            "leave one of them out"});
}

TEST_CASE("Files that include each other are refused") {
  const Folder folder;
  folder.write("a.yaml", "include: b.yaml\n");
  folder.write("b.yaml", "include: a.yaml\n");
  folder.write("main.yaml", texts::head + "include: a.yaml\n");
  CHECK(folder.problems_of("main.yaml") ==
        std::vector<std::string>{
            "b.yaml:1:10: error: the files go in a circle (a.yaml → b.yaml → a.yaml): leave this one out"});
  folder.write("a.yaml", "include: main.yaml\n");
  CHECK(folder.problems_of("main.yaml").at(0).find("(main.yaml → a.yaml → main.yaml)") != std::string::npos);
}

TEST_CASE("An included file holds sections only, of the right shape") {
  const Folder folder;
  folder.write("main.yaml", texts::head + "include: parts.yaml\n");
  const auto problem = [&](const std::string& text) {
    folder.write("parts.yaml", text);
    return folder.problems_of("main.yaml").at(0);
  };
  CHECK(problem("horizon: 1 year\n") == "parts.yaml:1:1: error: 'horizon' cannot stand in an included file "
                                        "(which may have 'parameters', 'drivers', "
                                        "'correlations', 'triggers', 'ladders', 'outcomes' and 'include'): "
                                        "put it into the file that includes this "
                                        "one");
  CHECK(problem("extends: main.yaml\n").starts_with("parts.yaml:1:1: error: 'extends' cannot stand in an"));
  CHECK(problem("force: []\n").starts_with("parts.yaml:1:1: error: 'force' cannot stand in an included"));
  CHECK(problem("drivers: [a]\n") == "parts.yaml:1:10: error: 'drivers' must be a map, not a list");
  CHECK(problem("[drivers]\n") ==
        "parts.yaml:1:1: error: an included file must be a map of sections, not a list");
  CHECK(problem("casus: 2\n").find("format version 2 is newer") != std::string::npos);
  CHECK(problem("") == "parts.yaml: error: the file is empty: begin it with 'casus: 1'");
}

TEST_CASE("Every file that cannot be read is told") {
  const Folder folder;
  folder.write("main.yaml", texts::head + "include: [a.yaml, b.yaml, [c.yaml]]\n");
  CHECK(folder.problems_of("main.yaml") ==
        std::vector<std::string>{"main.yaml:5:11: error: 'a.yaml' cannot be read: there is no such file",
                                 "main.yaml:5:19: error: 'b.yaml' cannot be read: there is no such file",
                                 "main.yaml:5:27: error: 'include' must name a file, not a list"});
}
