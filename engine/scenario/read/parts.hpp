#pragma once

#include "scenario/read/reading.hpp"
#include "scenario/tree/node.hpp"

#include <string>
#include <vector>

namespace casus::scenario {

/// Each reads one section of the file into the scenario. Names must have been declared; parameters are read
/// first, since other numbers are checked against them, and drivers before correlations.
void read_parameters(Reading& reading, const Node& section);
void read_drivers(Reading& reading, const Node& section);
void read_correlations(Reading& reading, const Node& section);
void read_triggers(Reading& reading, const Node& section);
void read_ladders(Reading& reading, const Node& section);
void read_outcomes(Reading& reading, const Node& section);
void read_force(Reading& reading, const Node& section);
/// All that is named in a record must have been read before it.
void read_observed(Reading& reading, const Entry& section);

} // namespace casus::scenario
