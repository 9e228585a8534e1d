#include "scenarios/expectations.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <stdexcept>
#include <yaml-cpp/yaml.h>

namespace {

const std::filesystem::path library = std::filesystem::path(CASUS_SOURCE_DIR) / "scenarios";

int sign_of(const YAML::Node& expect) {
  if (!expect) return 0;
  if (expect.as<std::string>() == "up") return 1;
  if (expect.as<std::string>() == "down") return -1;
  throw std::runtime_error("expect is 'up' or 'down', not " + expect.as<std::string>());
}

Expectation read(const YAML::Node& line) {
  Expectation expectation;
  expectation.claims = line["claims"].as<std::vector<std::string>>();
  expectation.whatif = line["whatif"].as<std::string>();
  expectation.against = line["against"].as<std::string>("");
  expectation.outcome = line["outcome"].as<std::string>();
  expectation.sign = sign_of(line["expect"]);
  if (line["within"]) expectation.bound = line["within"].as<double>();
  if ((expectation.sign == 0) != expectation.bound.has_value())
    throw std::runtime_error("a line of expectations.yaml has either 'expect' or 'within'");
  return expectation;
}

} // namespace

std::string Expectation::text() const {
  const std::string wanted = bound ? fmt::format("within ±{}", *bound) : sign > 0 ? "up" : "down";
  return fmt::format("{}: {} against {}: {} {}", fmt::join(claims, ", "), whatif,
                     against.empty() ? "baseline" : against, outcome, wanted);
}

std::vector<Expectation> read_expectations() {
  std::vector<Expectation> expectations;
  for (const YAML::Node& line : YAML::LoadFile((library / "expectations.yaml").string())["expectations"])
    expectations.push_back(read(line));
  return expectations;
}

std::filesystem::path baseline_file() { return library / "baseline.yaml"; }
std::filesystem::path whatif_file(const std::string& name) { return library / "whatifs" / (name + ".yaml"); }

std::vector<std::string> whatif_names() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(library / "whatifs"))
    names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}
