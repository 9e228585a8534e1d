#pragma once

#include "casus/result.hpp"
#include "report/text/style.hpp"

#include <string>

namespace casus::report {

/// The result for a person: what was run, the outcomes, the rungs over time and the triggers. A statistic
/// that rests on too little is shown as such, or not at all.
std::string to_text(const Result& result, const TextStyle& style);

} // namespace casus::report
