#pragma once

#include "casus/update.hpp"
#include "report/text/style.hpp"

#include <string>

namespace casus::report {

/// What the record changes, for a person: the outcomes, what was learnt of parameters, and where drivers and
/// ladders stand today, each before and after.
std::string to_text(const Update& update, const TextStyle& style);

} // namespace casus::report
