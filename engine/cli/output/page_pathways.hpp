#pragma once

#include "casus/pathways.hpp"
#include "casus/result.hpp"

namespace casus::cli {

/// The pathways of the run that a page tells of; `options` are those that it was run with. A run that was
/// stopped has none: whoever stopped it is not made to wait.
Pathways pathways_of(const Scenario& scenario, const Result& result, const RunOptions& options);

} // namespace casus::cli
