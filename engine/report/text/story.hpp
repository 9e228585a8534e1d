#pragma once

#include "casus/trace.hpp"
#include "report/text/style.hpp"

#include <string>

namespace casus::report {

/// One trajectory as a dated story, event by event. `replay` is the command that tells it again; the caller
/// knows it.
std::string to_text(const Trace& trace, const Scenario& scenario, const std::string& replay,
                    const TextStyle& style);

/// The same as one JSON object, with names in place of indices.
std::string to_json(const Trace& trace, const Scenario& scenario, const std::string& replay);

} // namespace casus::report
