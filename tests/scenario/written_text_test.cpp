// Scenario::text reads as the same scenario again, whatever stands in it.

#include "scenario/folder.hpp"
#include "scenario/texts.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <random>

using namespace casus;

namespace {

bool is_same(const Note& a, const Note& b) {
  return a.about == b.about && a.sources == b.sources && a.basis == b.basis;
}

void check_round_trip(const Scenario& scenario) {
  INFO(scenario.text);
  const Scenario again = parse_scenario(scenario.text, "again.yaml");
  CHECK(again.fingerprint == scenario.fingerprint);
  CHECK(again.name == scenario.name);
  CHECK(again.title == scenario.title);
  CHECK(is_same(again.note, scenario.note));
  CHECK(again.text == scenario.text);
}

/// As YAML, all of its characters escaped.
std::string escaped(const std::string& text) {
  std::string result = "\"";
  for (const char c : text)
    result += static_cast<unsigned char>(c) < 0x80 ? fmt::format("\\x{:02x}", static_cast<unsigned>(c))
                                                   : std::string(1, c);
  return result + "\"";
}

const std::vector<std::string> hostile = {"null",
                                          "~",
                                          "",
                                          "Null",
                                          "NULL",
                                          "true",
                                          "no",
                                          "1e3",
                                          "0x10",
                                          "-",
                                          "- a",
                                          "-a",
                                          "?",
                                          "? a",
                                          ":",
                                          "a: b",
                                          "a:",
                                          ":a",
                                          "a :b",
                                          " #",
                                          "a #b",
                                          "#a",
                                          " leading",
                                          "trailing ",
                                          "  ",
                                          "\t",
                                          "a\tb",
                                          "\ta",
                                          "two\nlines",
                                          "\n",
                                          "\n\n",
                                          "a\n",
                                          "a\n\n",
                                          "  a\nb",
                                          "a\r\nb",
                                          "\r",
                                          "'",
                                          "\"",
                                          "it's",
                                          "\"quoted\"",
                                          "\\",
                                          "\\n",
                                          "a\\",
                                          "[",
                                          "]",
                                          "[a]",
                                          "{",
                                          "}",
                                          "{a: 1}",
                                          ",",
                                          "a, b",
                                          "&a",
                                          "*a",
                                          "!a",
                                          "!!str a",
                                          "|",
                                          ">",
                                          "|-",
                                          "%",
                                          "%YAML 1.2",
                                          "@a",
                                          "`a`",
                                          "---",
                                          "--- a",
                                          "...",
                                          "<<",
                                          "=",
                                          "2023-04-15",
                                          "1:30",
                                          ".nan",
                                          ".inf",
                                          "ü",
                                          "中文字",
                                          "🚀 🚀",
                                          "\xC2\x85",
                                          "\xC2\xA0",
                                          "\xE2\x80\xA8",
                                          "\xEF\xBB\xBF",
                                          "a\x7f"
                                          "b",
                                          std::string("a\0b", 3),
                                          "\x01",
                                          "\x1b[0m",
                                          "é\nè",
                                          "a: b # c",
                                          "key: [1, 2",
                                          "x -> y",
                                          ">=",
                                          "a >= b",
                                          "don't: \"stop\""};

} // namespace

TEST_CASE("The scenarios of the library and of the tests are written as they are read") {
  for (const std::string folder : {"/scenarios", "/tests/cli/scenarios", "/tests/scenario/bad"})
    for (const auto& file : std::filesystem::recursive_directory_iterator(CASUS_SOURCE_DIR + folder)) {
      if (file.path().extension() != ".yaml") continue;
      INFO(file.path().string());
      try {
        check_round_trip(load_scenario(file.path()));
      } catch (const ScenarioError&) { // it is a bad one, or one to be included
      }
    }
  check_round_trip(load_scenario(CASUS_SOURCE_DIR "/scenarios/baseline.yaml"));
  check_round_trip(parse_scenario(texts::everything, "everything.yaml"));
}

TEST_CASE("What is written neither extends nor includes, and holds settings and forced firings") {
  const Folder folder;
  folder.write("drivers.yaml", "drivers: {a: {volatility: 1}, b:}\n");
  folder.write("base.yaml",
               texts::head +
                   "include: drivers.yaml\ntriggers: {t: {rate: 1 per day, weights: {a: 1, b: 2}}}\n");
  folder.write("whatif.yaml", "casus: 1\nextends: base.yaml\nforce: [{trigger: t, at: [3, 5]}]\n");
  const Scenario scenario = folder.load("whatif.yaml", {"triggers.t.limit=4"});
  check_round_trip(scenario);
  CHECK(scenario.text == "casus: 1\nname: whatif\nstart: 2023-04-15\nhorizon: 365.25 days\nstep: 1 week\n"
                         "triggers:\n  t: {rate: 1 per day, weights: {a: 1, b: 2}, limit: 4}\n"
                         "drivers:\n  a: {volatility: 1}\n  b: null\n"
                         "force:\n  - {trigger: t, at: [3, 5]}\n");
}

TEST_CASE("Hostile texts stay what they are") {
  for (const std::string& text : hostile) {
    const std::string q = escaped(text);
    INFO(q);
    const Scenario scenario = texts::read(
        "title: " + q + "\nabout: " + q + "\nsources: [" + q + ", " + q + "]\nbasis: " + q + "\n" +
        "triggers: {t: {rate: 1 per day, about: " + q + ", effects: [{about: " + q + ", add: {x: 1}}]}}\n" +
        "drivers: {x: {about: " + q + "}}\noutcomes: {o: {question: " + q + ", when: x > 0}}\n");
    REQUIRE(scenario.title == text);
    check_round_trip(scenario);
    const Scenario again = parse_scenario(scenario.text, "again.yaml");
    CHECK(again.note.sources == std::vector<std::string>{text, text});
    CHECK(again.triggers[0].note.about == text);
    CHECK(again.triggers[0].effects[0].note.about == text);
    CHECK(again.outcomes[0].question == text);
  }
}

TEST_CASE("Random texts of hostile pieces stay what they are") {
  std::mt19937_64 random(20231122);
  for (int i = 0; i < 500; ++i) {
    std::string text;
    for (std::size_t pieces = 1 + random() % 6; pieces > 0; --pieces)
      text += hostile[random() % hostile.size()];
    check_round_trip(texts::read("title: " + escaped(text) + "\nabout: " + escaped(text + text) + "\n"));
  }
}

TEST_CASE("Long formulas as keys and odd names of files are written so that they can be read") {
  std::string sum = "x";
  while (sum.size() < 4000) sum += " + x";
  check_round_trip(texts::read("drivers: {x: {}}\ntriggers: {t: {rate: 1 per day, weights: {? \"" + sum +
                               "\" : 0.1}}}\n"));
  check_round_trip(texts::read(
      "drivers: {x: {}}\ntriggers: {t: {rate: 1 per day, weights: {\"x >\\n 1\": 0.1, \"'x' and\": 1}}}\n"
      "outcomes: {o: {when: x > 1}}\n",
      {"triggers.t.weights={\"x >\\n 1\": 0.1, \"x  < 2\": 3}", "triggers.t.weights.'x' and="}));
  for (const std::string& name : {std::string(300, 'x'), std::string("\xFF\xFE"), std::string("null"),
                                  std::string("- a"), std::string("ü ü")}) {
    const Scenario scenario = parse_scenario(texts::head, name + ".yaml");
    CHECK(parse_scenario(scenario.text, name + ".yaml").fingerprint == scenario.fingerprint);
  }
}
