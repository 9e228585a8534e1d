#include "cli/output/page_pathways.hpp"

namespace casus::cli {

Pathways pathways_of(const Scenario& scenario, const Result& result, RunOptions options) {
  if (result.stopped()) return {};
  options.worlds = result.worlds;
  return pathways(scenario, options);
}

} // namespace casus::cli
