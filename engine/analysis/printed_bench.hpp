#pragma once

#include "casus/bench.hpp"

#include <optional>
#include <string>
#include <vector>

namespace casus::analysis {

/// Reads the first repetition that `casus bench --json` printed; none where the text is anything else.
std::optional<Repetition> printed_repetition(const std::string& json);

/// Reads the errors that `casus run --json` printed, after so much processor time; none where the text is
/// anything else.
std::optional<std::vector<AnswerCost>> printed_answers(const std::string& json, double cpu_seconds);

} // namespace casus::analysis
