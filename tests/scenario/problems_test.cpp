#include "scenario/texts.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

using namespace casus;

namespace {

std::string shown(const std::string& text) {
  try {
    parse_scenario(text, "some.yaml");
  } catch (const ScenarioError& error) {
    return error.what();
  }
  return "";
}

} // namespace

TEST_CASE("A problem is shown with its line and a caret under the place") {
  CHECK(shown(texts::head + "drivers: {x: {sart: 1}}\n") ==
        "some.yaml:5:15: error: unknown key 'sart' in driver 'x' (did you mean 'start'?)\n"
        "  drivers: {x: {sart: 1}}\n"
        "                ^");
}

TEST_CASE("Columns count characters and not bytes") {
  CHECK(shown(texts::head + "drivers: {x: {about: größer als €, sart: 1}}\n") ==
        "some.yaml:5:36: error: unknown key 'sart' in driver 'x' (did you mean 'start'?)\n"
        "  drivers: {x: {about: größer als €, sart: 1}}\n"
        "                                     ^");
}

TEST_CASE("A tab counts as one column, and the caret still stands right") {
  CHECK(shown(texts::head + "drivers: {x:\t{sart: 1}}\r\n") ==
        "some.yaml:5:15: error: unknown key 'sart' in driver 'x' (did you mean 'start'?)\n"
        "  drivers: {x:\t{sart: 1}}\n"
        "              \t ^");
}

TEST_CASE("A byte order mark shifts nothing") {
  CHECK(
      texts::problems_of("\xEF\xBB\xBF"
                         "casus: 2\n") ==
      std::vector<std::string>{
          "some.yaml:1:8: error: format version 2 is newer than this program reads (1): use a newer casus"});
}

TEST_CASE("A line too long to show is not shown") {
  const std::string text = shown(texts::head + "about: [" + std::string(1000, 'x') + "]\n");
  CHECK(text == "some.yaml:5:8: error: 'about' of the scenario must be text, not a list");
}

TEST_CASE("A file whose lines end with CR alone is told so") {
  CHECK(texts::problems_of("casus: 1\rstart: 2023-04-15\rhorizon: 1 year\rstep: 1 week\r") ==
        std::vector<std::string>{
            "some.yaml: error: the lines end with CR alone, as on old Macs: save the file with LF "
            "or CRLF at the ends of lines"});
  CHECK(texts::problems_of("casus: 1\r\nstart: 2023-04-15\r\nhorizon: 1 year\r\nstep: 1 week\r\n").empty());
}

TEST_CASE("A message never holds characters that would steer a terminal") {
  const std::string text = shown(texts::head + "drivers: {\"a\\e[31m\\nb\": {}}\n");
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.starts_with("some.yaml:5:11: error: 'a\\x1b[31m\\x0ab' cannot be the name of a driver"));
}

TEST_CASE("A file that is not there, a directory and a file too large are refused by name") {
  const auto directory = std::filesystem::temp_directory_path();
  const auto missing = directory / "casus_no_such_file.yaml";
  CHECK_THROWS_WITH(load_scenario(missing), missing.string() + ": error: there is no such file");
  CHECK_THROWS_WITH(load_scenario(directory),
                    directory.string() + ": error: this is a directory: name a file in it");
  CHECK_THROWS_WITH(load_scenario("/dev/zero"), "/dev/zero: error: the file is larger than 1048576 bytes");
}

TEST_CASE("A file is called in messages as the user called it") {
  CHECK_THROWS_WITH(load_scenario("./no/../such.yaml"), "./no/../such.yaml: error: there is no such file");
}
