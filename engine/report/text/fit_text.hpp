#pragma once

#include "casus/fit.hpp"
#include "report/text/style.hpp"

#include <string>

namespace casus::report {

/// A fit for a person: each number before and after, whether the history tells it, and whether the model fits
/// the history at all.
std::string to_text(const Fit& fit, const TextStyle& style);

} // namespace casus::report
