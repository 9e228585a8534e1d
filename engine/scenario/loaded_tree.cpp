#include "scenario/loaded_tree.hpp"

#include "scenario/blame.hpp"
#include "scenario/read/read_scenario.hpp"
#include "scenario/tree/assemble.hpp"
#include "scenario/tree/later_nodes.hpp"
#include "scenario/tree/settings.hpp"
#include "scenario/tree/write_yaml.hpp"

#include <map>

namespace casus::scenario {

namespace {

std::string text_of(const Located& file) {
  source::FileText read =
      file.trouble.empty() ? source::read_file(file.path, largest_file) : source::FileText{"", file.trouble};
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
  root_ = with_settings(root_, settings, merger_, problems_, files_);
  root_ = tables_.put_into(root_, problems_, files_.extent);
}

Scenario LoadedTree::read(const Node& tree) const {
  Problems problems = problems_;
  const NodePtr whole = with_tables(tree, problems);
  LaterNodes later;
  Scenario scenario = read_scenario(*whole, file_, problems, later);
  scenario.text = to_yaml(*without(whole, later), scenario.name);
  return scenario;
}

Scenario LoadedTree::read() const {
  try {
    return read(*root_);
  } catch (const ScenarioError& error) {
    std::map<const Node*, std::vector<Problem>> known;
    const auto check = [&](const Node& tree) -> const std::vector<Problem>& {
      const auto found = known.find(&tree);
      return found != known.end() ? found->second : known.emplace(&tree, problems_of(tree)).first->second;
    };
    std::vector<Problem> told;
    for (const Problem& problem : error.problems()) {
      told.push_back(blamed(problem, merger_.layers(), merger_.removals(), check));
      told.back().source_line = problems_.line_shown(told.back().place);
    }
    throw ScenarioError(std::move(told));
  }
}

bool LoadedTree::can_be_read(const Node& tree) const { return problems_of(tree).empty(); }

/// The tree with its tables; that of the scenario itself has them already.
NodePtr LoadedTree::with_tables(const Node& tree, Problems& problems) const {
  return tables_.put_into(std::make_shared<Node>(tree), problems, files_.extent);
}

/// None where it can be read, whatever it warns of.
std::vector<Problem> LoadedTree::problems_of(const Node& tree) const {
  Problems problems = problems_;
  try {
    LaterNodes later;
    static_cast<void>(read_scenario(*with_tables(tree, problems), file_, problems, later));
    return {};
  } catch (const ScenarioError& error) {
    return error.problems();
  }
}

} // namespace casus::scenario
