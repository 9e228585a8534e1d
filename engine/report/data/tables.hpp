#pragma once

#include "casus/backtest.hpp"
#include "casus/compare.hpp"
#include "casus/fit.hpp"
#include "casus/indicators.hpp"
#include "casus/result.hpp"
#include "casus/score.hpp"
#include "casus/sensitivity.hpp"
#include "casus/sobol.hpp"
#include "casus/update.hpp"

#include <string>
#include <vector>

namespace casus::report {

/// A table as CSV, in a file of its own. docs/data.md tells its columns.
struct Table {
  std::string file; ///< "outcomes.csv"
  std::string text;
};

/// All that there are of a result, under its scenario's name.
std::vector<Table> tables(const Result& result);
/// All of the baseline, under its scenario's name, and of the what-ifs, under their files'.
std::vector<Table> tables(const Comparison& comparison);
/// All that there are of both results, as "before" and "after", and of what changes between them.
std::vector<Table> tables(const Update& update);
/// What each event tells of each outcome, and the events.
std::vector<Table> tables(const Indicators& indicators);
/// The scores of each outcome, and the reliability of the events' forecasts, under the scenarios' files.
std::vector<Table> tables(const Scores& scores);
/// The forecasts of all dates with their scores, the means, and the reliability.
std::vector<Table> tables(const Backtest& backtest);
/// Fitted numbers, and the residuals.
std::vector<Table> tables(const Fit& fit);
/// One table, with a row an outcome and number.
std::vector<Table> tables(const Sensitivity& sensitivity);
/// One table, with a row an outcome and parameter.
std::vector<Table> tables(const SobolResult& result);

} // namespace casus::report
