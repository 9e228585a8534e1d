#pragma once

#include "casus/trace.hpp"
#include "report/text/style.hpp"

#include <string>

namespace casus::report {

/// One trajectory as a dated story, event by event. `replay` is the command that tells it again; the caller
/// knows it.
std::string to_text(const Trace& trace, const Scenario& scenario, const std::string& replay,
                    const TextStyle& style);

} // namespace casus::report
