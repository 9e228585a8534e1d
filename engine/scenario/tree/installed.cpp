// The scenarios that come with casus are found from where the program is, so that all of it can be moved.
// CMake defines the way from the program's folder to the share folder for this file alone; in a build tree
// the scenarios stand beside the program.
#include "scenario/tree/installed.hpp"

#include "formula/complaint.hpp"
#include "formula/vocabulary.hpp"

#define BOOST_DLL_USE_STD_FS
#include <boost/dll/runtime_symbol_info.hpp>

#include <fmt/format.h>

#include <fstream>
#include <map>
#include <system_error>
#include <vector>

namespace casus::scenario {

namespace fs = std::filesystem;

namespace {

fs::path folder_of_scenarios() {
  std::error_code error;
  const fs::path program = boost::dll::program_location(error).parent_path();
  const fs::path installed = (program / CASUS_SHARE_FROM_PROGRAM / "scenarios").lexically_normal();
  return fs::is_directory(installed, error) ? installed : program / "scenarios";
}

/// Parts and tables stand in the same folders, but only a scenario has a name.
bool is_scenario(const fs::path& file) {
  if (file.extension() != ".yaml") return false;
  std::ifstream stream(file);
  for (std::string line; std::getline(stream, line);)
    if (line.starts_with("name:")) return true;
  return false;
}

using ScenarioFiles = std::map<std::string, fs::path>; // by name

/// Finds the scenarios that come with casus; none where their folder cannot be read.
ScenarioFiles find_scenarios() {
  ScenarioFiles found;
  std::error_code error;
  fs::recursive_directory_iterator file(folder_of_scenarios(), error);
  for (; file != fs::recursive_directory_iterator(); file.increment(error))
    if (is_scenario(file->path())) found.emplace(file->path().stem().string(), file->path());
  return found;
}

const ScenarioFiles& installed_scenarios() {
  static const ScenarioFiles scenarios = find_scenarios();
  return scenarios;
}

std::string no_such_scenario(const std::string& name) {
  const std::vector<std::string> names = installed_names();
  if (names.empty()) return "there is no such file";
  const std::string near = formula::did_you_mean(formula::nearest_name(name, names));
  return fmt::format(
      "there is no such file, and casus has no scenario of this name{}: those that it has are {}", near,
      fmt::join(names, ", "));
}

bool is_bare(const fs::path& name) {
  return !name.empty() && !name.has_parent_path() && !name.has_extension();
}

} // namespace

std::vector<std::string> installed_names() {
  std::vector<std::string> names;
  for (const auto& [name, file] : installed_scenarios()) names.push_back(name);
  return names;
}

Located located(const fs::path& name, const fs::path& folder) {
  const fs::path path = folder / name;
  std::error_code error;
  const auto status = fs::status(path, error);
  const bool is_directory = fs::is_directory(status);
  if (!is_bare(name) || (fs::exists(status) && !is_directory)) return {path};
  const auto scenario = installed_scenarios().find(name.string());
  if (scenario != installed_scenarios().end()) return {scenario->second};
  return {path, is_directory ? "" : no_such_scenario(name.string())};
}

} // namespace casus::scenario
