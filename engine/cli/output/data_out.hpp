#pragma once

#include "cli/output/out_directory.hpp"
#include "report/data/tables.hpp"

#include "casus/compare.hpp"
#include "casus/scenario.hpp"

#include <string>
#include <vector>

namespace casus::cli {

/// Adds a file for each table.
std::vector<OutFile> with_tables(std::vector<OutFile> files, std::vector<report::Table> tables);

/// All files of a directory of results: those that are given, the tables, the scenario with all that it
/// extends and sets merged in, and a manifest of all these. `words` are the command line after the program's
/// name.
std::vector<OutFile> with_data(std::vector<OutFile> files, std::vector<report::Table> tables,
                               const Result& result, const Scenario& scenario,
                               const std::vector<std::string>& words);

/// Adds the data of a comparison, with the what-ifs' scenarios as scenario_1.yaml, scenario_2.yaml, …
std::vector<OutFile> with_data(std::vector<OutFile> files, const Comparison& comparison,
                               const Scenario& baseline, const std::vector<Scenario>& whatifs,
                               const std::vector<std::string>& words);

} // namespace casus::cli
