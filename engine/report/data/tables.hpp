#pragma once

#include "casus/compare.hpp"
#include "casus/fit.hpp"
#include "casus/result.hpp"
#include "casus/score.hpp"
#include "casus/sensitivity.hpp"
#include "casus/sobol.hpp"

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
/// The scores of each outcome, and the reliability of the events' forecasts, under the scenarios' files.
std::vector<Table> tables(const Scores& scores);
/// Fitted numbers, and the residuals.
std::vector<Table> tables(const Fit& fit);
/// One table, with a row an outcome and number.
std::vector<Table> tables(const Sensitivity& sensitivity);
/// One table, with a row an outcome and parameter.
std::vector<Table> tables(const SobolResult& result);

} // namespace casus::report
