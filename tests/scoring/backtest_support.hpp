#pragma once

#include "casus/backtest.hpp"

#include <string>

namespace casus::test {

/// Loads a scenario of these lines, which starts on 2020-01-01.
LoadScenario loading(const std::string& text);

/// A backtest every six months unless it says otherwise.
Backtest backtest_of(const std::string& text, BacktestOptions options = {},
                     const std::vector<Observation>& observations = {});

/// Options with so many trajectories of each forecast.
BacktestOptions every(const std::string& duration, std::uint64_t trajectories = 10'000);

/// What is forecast of an outcome as of a date, counted from 0.
const DatedForecast& forecast_of(const Backtest& backtest, std::size_t date, const std::string& outcome);

} // namespace casus::test
