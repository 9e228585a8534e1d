#pragma once

#include "casus/compare.hpp"
#include "report/text/style.hpp"

#include <string>

namespace casus::report {

/// A comparison for a person: the baseline's answer to each outcome, and how each what-if changes it, the
/// largest effect first; then the rungs over time. What rests on too little is said to.
std::string to_text(const Comparison& comparison, const TextStyle& style);

/// The text of one what-if, with what each of its changes does.
std::string to_text(const Explanation& explanation, const TextStyle& style);

} // namespace casus::report
