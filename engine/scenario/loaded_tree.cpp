#include "scenario/loaded_tree.hpp"

#include "scenario/read/read_scenario.hpp"
#include "scenario/tree/assemble.hpp"
#include "scenario/tree/settings.hpp"
#include "scenario/tree/write_yaml.hpp"

namespace casus::scenario {

namespace {

std::string text_of(const Located& file) {
  FileText read = file.trouble.empty() ? read_file(file.path) : FileText{"", file.trouble};
  if (read.trouble.empty()) return std::move(read.text);
  Problem problem;
  problem.place.file = file.path.string();
  problem.message = std::move(read.trouble);
  throw ScenarioError({problem});
}

} // namespace

LoadedTree::LoadedTree(const std::filesystem::path& name, const std::vector<std::string>& settings)
    : LoadedTree(located(name), settings) {}

LoadedTree::LoadedTree(const Located& file, const std::vector<std::string>& settings)
    : LoadedTree(text_of(file), file.path.string(), settings) {}

LoadedTree::LoadedTree(const std::string& text, const std::string& file,
                       const std::vector<std::string>& settings)
    : file_(file), root_(assembled(files_.read(text, file), files_, merger_, problems_)) {
  root_ = with_settings(root_, settings, merger_, problems_, files_.extent);
}

Scenario LoadedTree::read(const Node& tree) const {
  Problems problems = problems_;
  Scenario scenario = read_scenario(tree, file_, problems);
  scenario.text = to_yaml(tree, scenario.name);
  return scenario;
}

bool LoadedTree::can_be_read(const Node& tree) const {
  Problems problems = problems_;
  try {
    static_cast<void>(read_scenario(tree, file_, problems));
    return true;
  } catch (const ScenarioError&) {
    return false;
  }
}

} // namespace casus::scenario
