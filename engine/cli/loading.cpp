#include "cli/loading.hpp"

#include "cli/console.hpp"

namespace casus::cli {

Scenario load(const std::string& file, const std::vector<std::string>& settings, bool quiet) {
  Scenario scenario = load_scenario(file, settings);
  if (!quiet)
    for (const Problem& warning : scenario.warnings) tell(to_string(warning) + "\n");
  return scenario;
}

} // namespace casus::cli
