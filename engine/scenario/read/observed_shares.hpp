#pragma once

#include "scenario/read/map_reader.hpp"
#include "scenario/read/reading.hpp"

namespace casus::scenario {

/// Reads how surely measurements are right, and how surely what happens is in the record. All rows must have
/// been read: what occurs in them is known where the file does not say.
void read_observation_errors(Reading& reading, const MapReader& record);
void read_known(Reading& reading, const MapReader& record);

} // namespace casus::scenario
