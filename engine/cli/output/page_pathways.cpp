#include "cli/output/page_pathways.hpp"

#include "cli/output/command_again.hpp"

namespace casus::cli {

Pathways pathways_of(const Scenario& scenario, const Result& result, const RunOptions& options) {
  if (result.stopped()) return {};
  return pathways(scenario, as_it_was_run(options, result));
}

} // namespace casus::cli
