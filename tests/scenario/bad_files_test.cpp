// Every file of bad/ begins with the problems that it must have, all of them and in order, as `# expect:
// 12:9: error: …`.

#include "scenario/texts.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>

using namespace casus;

namespace {

std::vector<std::string> expected_in(const std::filesystem::path& file) {
  const std::string mark = "# expect: ";
  std::vector<std::string> expected;
  std::ifstream stream(file);
  for (std::string line; std::getline(stream, line) && line.starts_with(mark);)
    expected.push_back(line.substr(mark.size()));
  return expected;
}

std::vector<std::string> found_in(const std::filesystem::path& file) {
  std::vector<Problem> problems;
  try {
    problems = load_scenario(file).warnings;
  } catch (const ScenarioError& error) {
    problems = error.problems();
  }
  std::vector<std::string> found;
  for (Problem& problem : problems) {
    const std::string name = problem.place.file + (problem.place.line > 0 ? ":" : ": ");
    CHECK(texts::line_of(problem).starts_with(name));
    found.push_back(texts::line_of(problem).substr(name.size()));
  }
  return found;
}

} // namespace

TEST_CASE("Every bad file is told all that is wrong with it, where, and what to do") {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(CASUS_SOURCE_DIR "/tests/scenario/bad"))
    files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  CHECK(files.size() > 100);
  for (const auto& file : files) {
    INFO(file.filename().string());
    CHECK(!expected_in(file).empty());
    CHECK(found_in(file) == expected_in(file));
  }
}
