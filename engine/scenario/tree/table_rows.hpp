#pragma once

#include "scenario/tree/node.hpp"
#include "source/problems.hpp"
#include "table/table.hpp"

#include <string>
#include <vector>

namespace casus::scenario {

/// Each turns the rows of a table into the list of maps that may stand in its place, each value where its
/// cell is. Throws ScenarioError where a column is missing, and tells of those that have no meaning.

/// Columns date,trigger[,MARK…], or date,trigger[,marks][,confidence] and any others. `marks` are the names
/// of the scenario's marks.
NodePtr rows_of_events(const table::Table& table, const std::vector<std::string>& marks,
                       source::Problems& problems);
/// Columns date,ladder,rung.
NodePtr rows_of_panel(const table::Table& table, source::Problems& problems);
/// Columns date,DRIVER….
NodePtr rows_of_drivers(const table::Table& table, source::Problems& problems);

} // namespace casus::scenario
