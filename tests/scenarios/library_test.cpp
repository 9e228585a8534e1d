#include "scenarios/expectations.hpp"

#include "casus/scenario.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

using casus::load_scenario;
using casus::Scenario;

TEST_CASE("The baseline and every what-if can be read without a warning") {
  std::vector<std::filesystem::path> files{baseline_file()};
  for (const std::string& name : whatif_names()) files.push_back(whatif_file(name));
  for (const auto& file : files) {
    INFO(file);
    const Scenario scenario = load_scenario(file);
    CHECK(scenario.name == file.stem());
    CHECK(scenario.warnings.empty());
    CHECK_FALSE(scenario.note.about.empty());
  }
}

TEST_CASE("Every what-if is another scenario than the baseline and than every other") {
  std::set<std::string> fingerprints{load_scenario(baseline_file()).fingerprint};
  for (const std::string& name : whatif_names()) {
    INFO(name);
    CHECK(fingerprints.insert(load_scenario(whatif_file(name)).fingerprint).second);
  }
}

TEST_CASE("Every part of the baseline says where its numbers come from") {
  const Scenario baseline = load_scenario(baseline_file());
  const auto grounded = [](const auto& part) {
    INFO(part.name);
    CHECK_FALSE(part.note.basis.empty());
    CHECK_FALSE(part.note.sources.empty());
    CHECK_FALSE(part.note.about.empty());
  };
  for (const auto& parameter : baseline.parameters)
    if (parameter.name.find('.') == std::string::npos) grounded(parameter);
  std::for_each(baseline.drivers.begin(), baseline.drivers.end(), grounded);
  std::for_each(baseline.triggers.begin(), baseline.triggers.end(), grounded);
  std::for_each(baseline.ladders.begin(), baseline.ladders.end(), grounded);
}

TEST_CASE("Every what-if has a line in the expectations") {
  std::set<std::string> expected;
  for (const Expectation& expectation : read_expectations()) expected.insert(expectation.whatif);
  const auto names = whatif_names();
  CHECK(expected == std::set<std::string>(names.begin(), names.end()));
}
