#pragma once

#include "casus/step_check.hpp"
#include "report/text/style.hpp"

#include <string>

namespace casus::report {

/// Which answers half the step moves, and what step would do.
std::string to_text(const StepCheck& check, const TextStyle& style = {});

} // namespace casus::report
