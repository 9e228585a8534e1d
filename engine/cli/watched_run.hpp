#pragma once

#include "cli/arguments.hpp"

namespace casus::cli {

/// The run with a progress bar where somebody watches, and an ear for Ctrl-C. Where it was stopped before any
/// trajectory was finished, that is told.
Result watched_run(const Scenario& scenario, const RunArguments& arguments);

} // namespace casus::cli
