#pragma once

#include "casus/bench.hpp"

#include <optional>
#include <string>

namespace casus::analysis {

/// Reads the first repetition that `casus bench --json` printed; none where the text is anything else.
std::optional<Repetition> printed_repetition(const std::string& json);

} // namespace casus::analysis
