#pragma once

#include "scenario/node.hpp"
#include "scenario/reading.hpp"

#include <optional>

namespace casus::scenario {

/// The day of a date, or of a duration from the start. None where it is wrong, or a date while the start is.
std::optional<double> read_day(Reading& reading, const Node& node);

/// Reads start, horizon and step.
void read_times(Reading& reading, const class MapReader& scenario);

} // namespace casus::scenario
