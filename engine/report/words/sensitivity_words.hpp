#pragma once

#include "casus/sensitivity.hpp"

#include <string>

namespace casus::report {

/// "score" or "differences".
const char* name_of(EffectMethod method);

/// "6 per year ± 10%", "from 0.58 to 1.43".
std::string in_words(const ChangedNumber& changed);

} // namespace casus::report
