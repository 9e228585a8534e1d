#include "scenario/folder.hpp"
#include "scenario/texts.hpp"

#include <catch2/catch.hpp>

using namespace casus;

namespace {

const std::string base =
    "casus: 1\nname: the base\ntitle: A base\nabout: A text\nsources: [S0-01]\nbasis: Data\n"
    "start: 2023-04-15\nhorizon: 1 year\nstep: 1 week\n"
    "parameters:\n  red_line: {pert: [0.4, 1, 1.8]}\n"
    "drivers:\n  alarm: {half_life: 12 weeks, volatility: 0.5}\n"
    "triggers:\n"
    "  strike:\n    rate: 6 per year\n    limit: 3\n    weights: {alarm: 0.5, time > 30: 1}\n"
    "    effects:\n      - add: {alarm: 0.1 * red_line}\n"
    "outcomes:\n  alarmed: {when: alarm > 1}\n";

/// A folder with the base, and a what-if of it.
struct Pair : Folder {
  explicit Pair(const std::string& overlay) {
    write("base.yaml", base);
    write("whatif.yaml", "casus: 1\nextends: base.yaml\n" + overlay);
  }
  std::vector<std::string> problems() const { return problems_of("whatif.yaml"); }
};

} // namespace

TEST_CASE("A what-if that changes nothing has the fingerprint of its base") {
  const Pair pair("");
  CHECK(pair.load("whatif.yaml").fingerprint == pair.load("base.yaml").fingerprint);
}

TEST_CASE("Maps merge key by key, lists and scalars replace, null removes") {
  const Pair pair(
      "triggers:\n  strike: {rate: 12 per year, limit: null, weights: {alarm: 0.7}, effects: []}\n");
  const Trigger trigger = pair.load("whatif.yaml").triggers.at(0);
  CHECK(trigger.hazard->rate.expression.value == Approx(12 / 365.25));
  CHECK(!trigger.limit);
  REQUIRE(trigger.hazard->weights.size() == 2);
  CHECK(trigger.hazard->weights[0].weight.expression.value == 0.7);
  CHECK(trigger.hazard->weights[1].weight.expression.value == 1);
  CHECK(trigger.effects.empty());
}

TEST_CASE("A what-if is as if its changes were written into the base") {
  const Pair pair("triggers:\n  strike: {rate: 12 per year}\n  vote: {at: 2023-05-01}\n");
  std::string edited = base;
  edited.replace(edited.find("6 per year"), 10, "12 per year");
  edited.insert(edited.find("outcomes:"), "  vote: {at: 2023-05-01}\n");
  CHECK(pair.load("whatif.yaml").fingerprint == parse_scenario(edited, "edited.yaml").fingerprint);
}

TEST_CASE("A distribution of another family replaces, and one of the same family merges") {
  CHECK(Pair("parameters: {red_line: {normal: [0, 1]}}\n")
            .load("whatif.yaml")
            .parameters[0]
            .distribution->family == "normal");
  const Pair pair("parameters: {spread: {lognormal: {median: 1, sigma: 0.2}}}\n"
                  "drivers: {alarm: {start: spread}}\n");
  pair.write("chain.yaml",
             "casus: 1\nextends: whatif.yaml\nparameters: {spread: {lognormal: {sigma: 0.3}}}\n");
  const Scenario scenario = pair.load("chain.yaml");
  const auto& arguments = scenario.parameters[1].distribution->arguments;
  CHECK(arguments[0].value.expression.value == 1);
  CHECK(arguments[1].value.expression.value == 0.3);
}

TEST_CASE("Drivers, terms and categories that are named like families of distributions are merged by name") {
  const Folder folder;
  folder.write("base.yaml", texts::head +
                                "drivers: {beta: {start: 1}}\n"
                                "triggers: {t: {rate: 1 per day, weights: {beta: {uniform: [0, 1]}}}}\n");
  folder.write("whatif.yaml", "casus: 1\nextends: base.yaml\ndrivers: {gamma: {start: 2}}\n"
                              "triggers: {t: {weights: {gamma: {uniform: [0, 1]}}}}\n");
  const Scenario scenario = folder.load("whatif.yaml");
  CHECK(scenario.drivers.size() == 2);
  CHECK(scenario.triggers[0].hazard->weights.size() == 2);
}

TEST_CASE("A what-if inherits the title and the basis, but not what a scenario says of itself") {
  const Scenario scenario = Pair("").load("whatif.yaml");
  CHECK(scenario.name == "whatif");
  CHECK(scenario.title == "A base");
  CHECK(scenario.note.about.empty());
  CHECK(scenario.note.sources.empty());
  CHECK(scenario.note.basis == "Data");
  CHECK(Pair("name: mine\nabout: Mine\n").load("whatif.yaml").name == "mine");
}

TEST_CASE("The file of a scenario is the one that was asked for") {
  const Pair pair("");
  CHECK(pair.load("whatif.yaml").file == (pair / "whatif.yaml").string());
}

TEST_CASE("What-ifs may extend what-ifs, each relative to its own folder") {
  const Folder folder;
  folder.write("base.yaml", base);
  folder.write("near/first.yaml", "casus: 1\nextends: ../base.yaml\ntriggers: {strike: {limit: 4}}\n");
  folder.write("near/far/second.yaml",
               "casus: 1\nextends: ../first.yaml\ntriggers: {strike: {cooldown: 1 day}}\n");
  const Scenario scenario = folder.load("near/far/second.yaml");
  CHECK(scenario.triggers[0].limit == 4);
  CHECK(scenario.triggers[0].cooldown->expression.value == 1);
  folder.write("near/far/second.yaml", "casus: 1\nextends: " + (folder / "near/first.yaml").string() + "\n");
  CHECK(folder.load("near/far/second.yaml").triggers[0].limit == 4);
}

TEST_CASE("Settings are put into the merged tree") {
  const Pair pair("triggers: {strike: {limit: 5}}\n");
  CHECK(pair.load("whatif.yaml", {"triggers.strike.limit=6"}).triggers[0].limit == 6);
  CHECK(!pair.load("whatif.yaml", {"triggers.strike.limit=null"}).triggers[0].limit);
  CHECK(pair.problems_of("whatif.yaml", {"extends=base.yaml"}) ==
        std::vector<std::string>{"--set extends: error: files are put together before anything is set: write "
                                 "'extends' into a file"});
}

TEST_CASE("An error is told in the file in which the line stands, with the line and a caret") {
  const Pair pair(
      "triggers:\n  strike: {rate: 12 per yaer}\n  vote: {at: 2023-05-01, effects: {add: {alrm: 1}}}\n");
  pair.write("base.yaml", base + "  other: {when: alarm > }\n");
  CHECK(pair.told_of("whatif.yaml") ==
        "base.yaml:23:24: error: expected a value, but the formula ends here\n"
        "    other: {when: alarm > }\n"
        "                         ^\n"
        "whatif.yaml:4:25: error: unknown unit 'yaer': use one of 'hours', 'days', 'weeks', 'months', "
        "'years', or "
        "write * to multiply\n"
        "    strike: {rate: 12 per yaer}\n"
        "                          ^\n"
        "whatif.yaml:5:42: error: unknown driver 'alrm' (did you mean 'alarm'?)\n"
        "    vote: {at: 2023-05-01, effects: {add: {alrm: 1}}}\n"
        "                                           ^");
}

TEST_CASE("A clash that shows only after merging is told where the what-if has its line") {
  CHECK(
      Pair("triggers:\n  strike: {at: 2023-05-01}\n").problems() ==
      std::vector<std::string>{"whatif.yaml:4:3: error: trigger 'strike' must have one of 'rate', 'at' and "
                               "'upon', which say how it fires (it has 'rate', 'at'): leave out the others"});
  CHECK(Pair("parameters:\n  alarm: 1\n").problems() ==
        std::vector<std::string>{
            "whatif.yaml:4:3: error: parameter 'alarm' has the same name as driver 'alarm' "
            "(formulas could not tell them apart): rename one of them"});
  CHECK(Pair("drivers:\n  alarm: null\n").problems().at(0) ==
        "whatif.yaml:4:3: error: unknown name 'alarm': the names are 'red_line' (in base.yaml:18:15, which "
        "is right without this change)");
}

TEST_CASE("What is wrong in a chain is told in each of its files") {
  const Pair pair("triggers: {strike: {limit: 0}}\n");
  pair.write("chain.yaml", "casus: 1\nextends: whatif.yaml\ndrivers: {alarm: {volatility: -1}}\nzzz: 1\n");
  const auto problems = pair.problems_of("chain.yaml");
  REQUIRE(problems.size() == 3);
  CHECK(problems[0].starts_with("whatif.yaml:3:28: error: 'limit' of trigger 'strike'"));
  CHECK(problems[1].starts_with("chain.yaml:3:31: error: 'volatility' of driver 'alarm'"));
  CHECK(problems[2].starts_with("chain.yaml:4:1: error: unknown key 'zzz'"));
}

TEST_CASE("A null that removes nothing is told with the nearest name") {
  const auto problem = [](const std::string& overlay) { return Pair(overlay).problems().back(); };
  CHECK(
      problem("triggers:\n  strike:\n    limt: null\n") ==
      "whatif.yaml:5:5: error: nothing stands at 'triggers.strike.limt' that null could remove (did you mean "
      "'limit'?)");
  CHECK(problem("triggers:\n  strke: {limit: ~}\n") ==
        "whatif.yaml:4:11: error: nothing stands at 'triggers.strke.limit' that null could remove (did you "
        "mean "
        "'strike'?)");
  CHECK(problem("drivers:\n  calm:\n") ==
        "whatif.yaml:4:3: error: nothing stands at 'drivers.calm' that null could "
        "remove: write {} for a part without keys");
  CHECK(problem("ladders: null\n") ==
        "whatif.yaml:3:1: error: nothing stands at 'ladders' that null could remove");
  CHECK(problem("name: null\n") == "whatif.yaml:3:1: error: nothing stands at 'name' that null could remove");
}

TEST_CASE("The header of a section alone does not remove the section, a written null does") {
  const auto told = [](const std::string& key) {
    return "whatif.yaml:3:1: error: '" + key + "' is empty, which would remove all " + key +
           " of base.yaml: leave it out, or write `" + key + ": null`";
  };
  CHECK(Pair("outcomes:\n").problems() == std::vector<std::string>{told("outcomes")});
  CHECK(Pair("outcomes: # none\nname: null\n").problems().front() == told("outcomes"));
  for (const char* null : {"null", "~", "NULL # none", "&none null"})
    CHECK(Pair(std::string("outcomes: ") + null + "\n").load("whatif.yaml").outcomes.empty());
  CHECK(Pair("outcomes:\n  null\n").load("whatif.yaml").outcomes.empty());
}

TEST_CASE("A new part that is named nearly like one of the base is met with a warning") {
  CHECK(Pair("triggers:\n  stirke: {rate: 1 per day}\n").problems() ==
        std::vector<std::string>{
            "whatif.yaml:4:3: warning: this makes a new trigger 'stirke' (there is none yet, "
            "but one called 'strike'): rename it if that one is meant"});
  CHECK(Pair("triggers:\n  strike2: {rate: 1 per day}\n  summit: {rate: 1 per day}\n").problems().empty());
  const auto lines = Pair("triggers:\n  stirke: {limit: 1}\n").problems();
  REQUIRE(lines.size() == 2); // why it is no trigger, and what was meant
}

TEST_CASE("Circles are refused with their files") {
  const Folder folder;
  folder.write("a.yaml", "casus: 1\nextends: sub/b.yaml\n");
  folder.write("sub/b.yaml", "casus: 1\nextends: ../c.yaml\n");
  folder.write("c.yaml", "casus: 1\nextends: sub/../sub/b.yaml\n");
  CHECK(folder.told_of("a.yaml") ==
        "c.yaml:2:10: error: the files go in a circle (sub/b.yaml → c.yaml → sub/b.yaml): "
        "leave this one out\n  extends: sub/../sub/b.yaml\n           ^");
  folder.write("self.yaml", "casus: 1\nextends: ./self.yaml\n");
  CHECK(folder.problems_of("self.yaml") ==
        std::vector<std::string>{
            "self.yaml:2:10: error: the files go in a circle (self.yaml → self.yaml): leave this one out"});
}

TEST_CASE("A circle through a symbolic link is seen") {
  const Folder folder;
  folder.write("a.yaml", "casus: 1\nextends: link.yaml\n");
  std::filesystem::create_symlink(folder / "a.yaml", folder / "link.yaml");
  CHECK(folder.problems_of("a.yaml").at(0).find("circle") != std::string::npos);
}

TEST_CASE("Only a file can be extended") {
  const auto problem = [](const std::string& extends) {
    const Folder folder;
    std::filesystem::create_directories(folder / "directory");
    folder.write("a.yaml", "casus: 1\nextends: " + extends + "\n");
    const auto problems = folder.problems_of("a.yaml");
    CHECK(problems.size() == 1);
    return problems.at(0);
  };
  const std::string at = "a.yaml:2:10: error: ";
  CHECK(problem("absent.yaml") == at + "'absent.yaml' cannot be read: there is no such file");
  CHECK(problem("directory") == at + "'directory' cannot be read: this is a directory: name a file in it");
  CHECK(problem("/dev/zero") == at + "'/dev/zero' cannot be read: this is a device, a pipe or a socket");
  CHECK(problem("''") == at + "'' cannot be read: this is no name of a file");
  CHECK(problem("[b.yaml]") ==
        at + "'extends' must name a file, not a list (parts of a scenario are put together by 'include')");
  CHECK(problem("{a: b}").starts_with(at + "'extends' must name a file, not a map"));
  CHECK(problem("").starts_with("a.yaml:2:1: error: 'extends' must name a file, not nothing"));
}

TEST_CASE("What a file extends must be a scenario of this version") {
  const Pair pair("");
  const auto problem = [&](const std::string& text) {
    pair.write("base.yaml", text);
    return pair.problems().at(0);
  };
  CHECK(problem("") == "base.yaml: error: the file is empty: begin it with 'casus: 1'");
  CHECK(problem("[1]").starts_with("base.yaml:1:1: error: the scenario must be a map of keys, not a list"));
  CHECK(problem("a: [").starts_with("base.yaml:1:1: error: this is not YAML"));
  CHECK(problem("casus: 2\n").starts_with("base.yaml:1:8: error: format version 2 is newer"));
  CHECK(problem("name: x\n").starts_with("base.yaml: error: the key 'casus' is missing"));
  pair.write("base.yaml", base);
  pair.write("whatif.yaml", "extends: base.yaml\n");
  CHECK(pair.problems().at(0).starts_with("whatif.yaml: error: the key 'casus' is missing"));
}

TEST_CASE("What a what-if breaks in its base is told in the what-if") {
  CHECK(
      Pair("drivers: {alarm: null}\n").problems() ==
      std::vector<std::string>{"whatif.yaml:3:11: error: unknown name 'alarm': the names are 'red_line' (in "
                               "base.yaml:18:15, which is right without this change)",
                               "whatif.yaml:3:11: error: unknown driver 'alarm': there are no drivers (in "
                               "base.yaml:20:15, which is right without this change)",
                               "whatif.yaml:3:11: error: unknown name 'alarm': the names are 'red_line' (in "
                               "base.yaml:22:19, which is right without this change)"});
  CHECK(Pair("parameters: null\n").problems() ==
        std::vector<std::string>{"whatif.yaml:3:1: error: unknown name 'red_line': the names are 'alarm' (in "
                                 "base.yaml:20:28, which is right without this change)"});
  const Pair pair("triggers: {vote: {at: 20 days}}\n");
  pair.write("second.yaml", "casus: 1\nextends: whatif.yaml\nforce: [{trigger: vote, at: 200 days}]\n");
  pair.write("third.yaml", "casus: 1\nextends: second.yaml\nhorizon: 100 days\n");
  CHECK(pair.problems_of("third.yaml") ==
        std::vector<std::string>{
            "third.yaml:3:1: error: '200 days' is after the horizon, so nothing can fire then (in "
            "second.yaml:3:29, which is right without this change)"});
}

TEST_CASE("What is wrong with the base itself is told there, with or without a what-if") {
  const Pair pair("triggers: {strike: {limit: 4}}\n");
  pair.write("base.yaml", base + "  war: {when: fear > 1}\n");
  CHECK(pair.problems() ==
        std::vector<std::string>{
            "base.yaml:23:15: error: unknown name 'fear': the names are 'alarm', 'red_line'"});
  CHECK(Pair("triggers: {strike: {rate: often}}\n")
            .problems()
            .at(0)
            .starts_with("whatif.yaml:3:27: error: unknown"));
}
