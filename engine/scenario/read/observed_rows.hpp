#pragma once

#include "scenario/read/map_reader.hpp"
#include "scenario/read/reading.hpp"

#include <optional>

namespace casus::scenario {

/// A number from 0 to 1 that is the same in every world; none where the key is missing or its value wrong.
std::optional<double> read_plain_share(Reading& reading, const MapReader& map, std::string_view key);

/// Each reads one list of a record as far as it lies before the record's end, and in the order of the list.
/// Firings below the least confidence are counted.
void read_observed_firings(Reading& reading, const Node& list, double least_confidence);
void read_observed_rungs(Reading& reading, const Node& list);
void read_observed_values(Reading& reading, const Node& list);

} // namespace casus::scenario
