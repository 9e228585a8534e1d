#pragma once

#include "casus/score.hpp"
#include "report/text/sheet.hpp"

#include <string>
#include <vector>

namespace casus::report {

/// The bins of a table of reliability; `counted` heads what is counted in them.
void write_bins(Sheet& sheet, const std::vector<ReliabilityBin>& bins, const std::string& counted);
/// The parts of a mean Brier score.
void write_decomposition(Sheet& sheet, double brier, const BrierDecomposition& parts);

/// A row of a table of scores: its name and its cells.
std::string score_row(const std::string& name, const std::vector<std::string>& cells);

} // namespace casus::report
