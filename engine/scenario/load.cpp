#include "casus/scenario.hpp"
#include "scenario/assemble.hpp"
#include "scenario/read_scenario.hpp"
#include "scenario/settings.hpp"
#include "scenario/write_yaml.hpp"

namespace casus {

Scenario load_scenario(const std::filesystem::path& file, const std::vector<std::string>& settings) {
  const scenario::FileText read = scenario::read_file(file);
  if (read.trouble.empty()) return parse_scenario(read.text, file.string(), settings);
  Problem problem;
  problem.place.file = file.string();
  problem.message = read.trouble;
  throw ScenarioError({problem});
}

Scenario parse_scenario(const std::string& text, const std::string& file,
                        const std::vector<std::string>& settings) {
  scenario::Problems problems;
  scenario::Files files(problems);
  scenario::Merger merger(problems);
  scenario::NodePtr tree = scenario::assembled(files.read(text, file), files, merger, problems);
  tree = scenario::with_settings(tree, settings, merger, problems, files.extent);
  Scenario result = scenario::read_scenario(*tree, file, problems);
  result.text = scenario::to_yaml(*tree, result.name);
  return result;
}

} // namespace casus
