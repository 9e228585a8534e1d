#pragma once

#include "casus/indicators.hpp"
#include "report/text/style.hpp"

#include <string>

namespace casus::report {

/// What to watch, for a person: of each outcome that is neither settled nor a matter of value, or that was
/// asked for, the events that tell most of it, each as a sentence.
std::string to_text(const Indicators& indicators, const TextStyle& style);

} // namespace casus::report
