#include "cli/loading.hpp"

#include "cli/console.hpp"

#include "casus/step_check.hpp"

namespace casus::cli {

Scenario load(const std::string& file, const std::vector<std::string>& settings, bool quiet) {
  Scenario scenario = load_scenario(file, settings);
  if (!quiet)
    for (const Problem& warning : scenario.warnings) tell(to_string(warning) + "\n");
  return scenario;
}

void tell_concerns(const Scenario& scenario) {
  for (const Problem& concern : step_concerns(scenario)) tell(to_string(concern) + "\n");
}

std::vector<Scenario> load_all(const std::vector<std::string>& files,
                               const std::vector<std::string>& settings, bool quiet) {
  std::vector<Scenario> scenarios;
  for (const std::string& file : files) scenarios.push_back(load(file, settings, quiet));
  return scenarios;
}

} // namespace casus::cli
