#pragma once

#include "casus/result.hpp"
#include "report/text/style.hpp"

#include <string>

namespace casus::report {

/// The answers of a run that is still under way, a line each, and before them how far it has come.
std::string in_brief(const Result& result, const TextStyle& style);

} // namespace casus::report
