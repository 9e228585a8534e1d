#pragma once

#include "casus/backtest.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace casus::scoring {

/// The end of a day, in days since the scenario's start.
double end_of(const Scenario& scenario, std::chrono::sys_days day);

/// The last day of the scenario's record, as an ISO date.
std::string last_known_day(const Scenario& scenario);

/// The dates as of which the scenario is tested: from the first one on, as far as something of its record
/// comes later. Throws RunError where there is none, or where they cannot be told.
std::vector<std::chrono::sys_days> as_of_dates(const Scenario& scenario, const BacktestOptions& options);

} // namespace casus::scoring
