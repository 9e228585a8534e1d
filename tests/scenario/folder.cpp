#include "scenario/folder.hpp"

#include "scenario/texts.hpp"

#include <fmt/format.h>

#include <atomic>
#include <fstream>
#include <random>

using namespace casus;

Folder::Folder() {
  static std::random_device random;
  path_ = std::filesystem::temp_directory_path() / fmt::format("casus-{:08x}{:08x}", random(), random());
  std::filesystem::create_directories(path_);
}

Folder::~Folder() { std::filesystem::remove_all(path_); }

void Folder::write(const std::string& name, const std::string& text) const {
  std::filesystem::create_directories((path_ / name).parent_path());
  std::ofstream(path_ / name, std::ios::binary) << text;
}

Scenario Folder::load(const std::string& name, const std::vector<std::string>& settings) const {
  return load_scenario(path_ / name, settings);
}

std::vector<std::string> Folder::problems_of(const std::string& name,
                                             const std::vector<std::string>& settings) const {
  std::vector<Problem> problems;
  try {
    problems = load(name, settings).warnings;
  } catch (const ScenarioError& error) {
    problems = error.problems();
  }
  std::vector<std::string> lines;
  for (const Problem& problem : problems) lines.push_back(without_path(texts::line_of(problem)));
  return lines;
}

std::string Folder::told_of(const std::string& name) const {
  try {
    load(name);
  } catch (const ScenarioError& error) {
    return without_path(error.what());
  }
  return "";
}

std::string Folder::without_path(std::string text) const {
  const std::string path = path_.string() + "/";
  for (std::size_t at = text.find(path); at != std::string::npos; at = text.find(path, at))
    text.erase(at, path.size());
  return text;
}
