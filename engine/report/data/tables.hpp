#pragma once

#include "casus/compare.hpp"
#include "casus/fit.hpp"
#include "casus/result.hpp"
#include "casus/score.hpp"

#include <string>
#include <vector>

namespace casus::report {

/// A table in a file of its own. docs/data.md tells its columns.
struct Table {
  std::string file; ///< "outcomes.csv"
  std::string text;
};

/// A result under the name that it has in the tables' first column.
struct TableSubject {
  std::string name;
  const Result& result;
};

/// Of one result or several, one after the other.
Table outcomes_table(const std::vector<TableSubject>& subjects);
Table curves_table(const std::vector<TableSubject>& subjects);
Table ladders_table(const std::vector<TableSubject>& subjects);
Table joint_table(const std::vector<TableSubject>& subjects);
Table drivers_table(const std::vector<TableSubject>& subjects);
Table triggers_table(const std::vector<TableSubject>& subjects);
Table marks_table(const std::vector<TableSubject>& subjects);

Table differences_table(const Comparison& comparison);
Table ladder_differences_table(const Comparison& comparison);

/// All that there are of a result, under its scenario's name.
std::vector<Table> tables(const Result& result);
/// All of the baseline, under its scenario's name, and of the what-ifs, under their files'.
std::vector<Table> tables(const Comparison& comparison);
/// The scores of each outcome, and the reliability of the events' forecasts, under the scenarios' files.
std::vector<Table> tables(const Scores& scores);
/// Fitted numbers, and the residuals.
std::vector<Table> tables(const Fit& fit);

} // namespace casus::report
