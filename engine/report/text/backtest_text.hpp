#pragma once

#include "casus/backtest.hpp"
#include "report/text/style.hpp"

#include <string>

namespace casus::report {

/// A backtest for a person: the mean scores by lead time, beside those of the base rate and of the scenario
/// without updating; how reliable the probabilities were; every question with its forecasts.
std::string to_text(const Backtest& backtest, const TextStyle& style);

} // namespace casus::report
