// Whatever the text, reading it ends soon, with a scenario or a ScenarioError. (How soon is not checked: a
// test that takes long is seen.)

#include "scenario/texts.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <random>

using namespace casus;

namespace {

constexpr std::size_t megabyte = 1 << 20;

/// Whether the text is a scenario. Anything but a scenario or a ScenarioError fails the test.
bool is_scenario(const std::string& text) {
  try {
    parse_scenario(text, "some.yaml");
    return true;
  } catch (const ScenarioError& error) {
    CHECK(!error.problems().empty());
    CHECK(error.problems().size() <= 101);
    return false;
  }
}

std::string repeated(const std::string& piece, std::size_t bytes = megabyte - 200) {
  std::string text;
  while (text.size() + piece.size() <= bytes) text += piece;
  return text;
}

std::string numbered(const std::string& before, const std::string& after, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += before + std::to_string(i) + after;
  return text;
}

std::string first_problem(const std::string& text) { return texts::problems_of(text).at(0); }

/// One to four changes of a few bytes each: what a slip of the hand or a damaged file would do, and worse.
std::string mutated(std::string text, std::mt19937_64& random) {
  static const std::vector<std::string> pieces = {
      "",   "",      "[",    "]",    "{",  "}",    ":",    ": ", "\n", "\n  ", "- ",     "&a ",
      "*a", "!x ",   "|",    ">",    "\"", "'",    "#",    "%",  "?",  "? ",   ",",      "null",
      "-1", "1e999", ".nan", "<<: ", "\t", "\x01", "\xff", "ü",  "->", "per",  "rate: ", "0"};
  const auto below = [&](std::size_t bound) { return static_cast<std::size_t>(random() % bound); };
  for (std::size_t change = 1 + below(4); change > 0; --change) {
    const std::size_t at = below(text.size());
    if (below(4) == 0) // a piece of the text itself, somewhere else
      text.insert(at, text.substr(below(text.size()), below(60)));
    else
      text.replace(at, below(8), pieces[below(pieces.size())]);
  }
  return text;
}

} // namespace

TEST_CASE("A megabyte of anything is read or refused") {
  for (const std::string piece :
       {"[",        "{",     "{a: ",  "[{",  "\"",   "'",    "? ",   "?\n",   "&a ",     "&a [",
        "*a ",      "!",     "!<a> ", "!!",  "%",    "%a\n", "- ",   "-\n",   "- - a\n", "a: ",
        "a:\n ",    "|",     "> ",    ",",   ":",    ": ",   " ",    "\n",    "#",       "# \n",
        "---\n",    "...\n", "]",     "}",   "@",    "`",    "\t",   "[a,",   "{a,",     "[],",
        "[]",       "a\n",   "a b ",  "\\",  "\"\\", "\r",   "\r\n", "? a: ", "a: |\n",  "- &a\n",
        "\xC3\xA9", "<<: ",  "[? ",   "{? ", "a: [", "a: {", "- ? ", "? - "}) {
    INFO(piece);
    CHECK(!is_scenario(repeated(piece)));
    is_scenario(texts::head + "drivers:\n  x: " + repeated(piece));
  }
}

TEST_CASE("Nothing, zero bytes and bytes that are no text are refused") {
  CHECK(first_problem("") == "some.yaml: error: the file is empty: begin it with 'casus: 1'");
  CHECK(first_problem(std::string("casus: 1\n\0", 10)).starts_with("some.yaml:2:1: error: this character"));
  CHECK(first_problem(std::string(1000, '\0')).starts_with("some.yaml:1:1: error: this character"));
  CHECK(first_problem("\xFF\xFE"
                      "c\0a\0")
            .starts_with("some.yaml:1:1: error: this character"));
  CHECK(first_problem("title: \xC0\x80\n").starts_with("some.yaml:1:8: error: this character"));
  CHECK(first_problem("title: \xED\xA0\x80\n").starts_with("some.yaml:1:8: error: this character"));
}

TEST_CASE("A text of more than a megabyte is refused before it is looked at") {
  CHECK(first_problem(std::string(megabyte + 1, '[')) ==
        "some.yaml: error: the file is larger than 1048576 bytes");
}

TEST_CASE("Aliases cannot multiply beyond the limits") {
  std::string bomb = "about: &a0 [" + repeated("x,", 100) + "x]\n";
  for (int i = 1; i < 60; ++i) {
    bomb += fmt::format("k{0}: &a{0} [*a{1}, *a{1}]\n", i, i - 1);
  }
  CHECK(first_problem(bomb).find("too many values") != std::string::npos);
  const std::string text =
      "about: &a \"" + repeated("x", 100'000) + "\"\nsources: [" + repeated("*a, ", 1000) + "*a]\n";
  CHECK(first_problem(text).find("too much text") != std::string::npos);
  std::string chain = "a0: &a0 [x]\n";
  for (int i = 1; i < 100; ++i) chain += fmt::format("a{0}: &a{0} [*a{1}]\n", i, i - 1);
  CHECK(first_problem(chain).find("nested too deeply") != std::string::npos);
}

TEST_CASE("Too many parts, problems, warnings and correlated drivers are told as such") {
  const std::string many = texts::head + "drivers:\n" + numbered("  x", ": \n", 10'001);
  CHECK(first_problem(many).ends_with("there are 10001 drivers (at most 10000)"));
  CHECK(texts::problems_of(texts::head + numbered("k", ": 1\n", 50'000)).size() == 101);
  const auto warnings = texts::problems_of(texts::head + "drivers:\n" + numbered("  x", ": \n", 5000));
  REQUIRE(warnings.size() == 101);
  CHECK(warnings[100] == "some.yaml: warning: at least 100 more problems are not shown");
  const auto parameters = texts::problems_of(
      texts::head + "drivers:\n" +
      numbered("  x", ": {start: {uniform: [0, 1]}, volatility: {gamma: [1, 1]}}\n", 5001));
  CHECK(parameters.at(0).find("too many parameters") != std::string::npos);
  std::string pairs;
  for (int i = 1; i < 1100; ++i) pairs += "  - [x0, x" + std::to_string(i) + ", 0.01]\n";
  const auto group = texts::problems_of(
      texts::head + "drivers:\n" + numbered("  x", ": {volatility: 1}\n", 1100) + "correlations:\n" + pairs);
  const std::string says = "'x0' is of 1100 drivers that follow each other or are correlated, directly or by "
                           "way of others (at most 200): take some of these ties away";
  CHECK(group.at(0).ends_with(says));
  std::string ring = texts::head + "drivers:\n";
  for (int i = 0; i < 1100; ++i)
    ring += fmt::format("  x{}: {{half_life: 1 week, follows: {{x{}: 0.5}}}}\n", i, (i + 1) % 1100);
  CHECK(texts::problems_of(ring).at(0).ends_with(says));
}

TEST_CASE("A group of correlated drivers as large as it may be is checked") {
  std::string pairs;
  for (int i = 1; i < 200; ++i) pairs += "  - [x0, x" + std::to_string(i) + ", 0.0705]\n";
  const std::string drivers = "drivers:\n" + numbered("  x", ": {volatility: 1}\n", 200) + "correlations:\n";
  // One driver correlated with n others by r: positive definite as long as n r^2 < 1.
  CHECK_NOTHROW(texts::read(drivers + pairs));
  CHECK_THROWS_AS(
      texts::read(drivers + pairs, {"correlations=[]", "correlations=[[x0, x1, 0.8], [x0, x2, 0.8]]"}),
      ScenarioError);
}

TEST_CASE("Many rungs with many weights are refused instead of multiplied") {
  const std::string ladder = "ladders:\n  l:\n    rungs: [" + numbered("r", ", ", 5000) +
                             "end]\n    up:\n      rate: 1 per day\n"
                             "      weights:\n" +
                             numbered("        time + ", ": 1\n", 5000);
  CHECK(first_problem(texts::head + ladder).find("too many weights") != std::string::npos);
}

TEST_CASE("Unknown names in a large scenario do not take forever to look up") {
  const std::string names =
      numbered("  a_driver_with_a_very_long_name_which_all_of_them_share_", ": \n", 5000);
  CHECK(!is_scenario(
      texts::head + "drivers:\n" + names + "triggers:\n" +
      numbered("  t", ": {rate: a_driver_with_a_very_long_name_which_all_of_them_shaer_0}\n", 5000)));
}

TEST_CASE("Mutations of a good file are read or refused") {
  std::mt19937_64 random(20230415);
  int refused = 0;
  for (int i = 0; i < 4000; ++i) {
    const std::string text = mutated(texts::everything, random);
    INFO(text);
    refused += is_scenario(text) ? 0 : 1;
  }
  CHECK(refused > 2000);
  CHECK(refused < 4000);
}

TEST_CASE("Mutations of a setting are read or refused") {
  std::mt19937_64 random(20241105);
  for (int i = 0; i < 300; ++i) {
    const std::string setting = mutated("triggers.us_election.effects={add: {beijing_alarm: [0.1]}}", random);
    INFO(setting);
    try {
      parse_scenario(texts::everything, "some.yaml", {setting});
    } catch (const ScenarioError& error) {
      CHECK(!error.problems().empty());
    }
  }
}
