#pragma once

#include "scenario/read/reading.hpp"
#include "scenario/tree/node.hpp"

#include <functional>
#include <optional>
#include <string>

namespace casus::scenario {

/// A grid of more steps than this is taken for a slip of the unit: ten years of it would take steps of less
/// than an hour.
inline constexpr double most_steps = 100'000;

/// Reads the day of a date, or of a duration from the start. The result is none where it is wrong, or where
/// it is a date and the start is not known.
std::optional<double> read_day(Reading& reading, const Node& node);

/// A day or a list of them: `take` gets those that lie after the start, each with its node. `what` names the
/// list.
void read_days(Reading& reading, const Node& node, const std::string& what,
               const std::function<void(const Node&, double)>& take);

/// Reads when something was observed: a date, which is a whole day, or an exact moment.
std::optional<ObservedMoment> read_observed_moment(Reading& reading, const Node& node);

/// Reads start, horizon and step, and up to when is known what has happened.
void read_times(Reading& reading, const class MapReader& scenario);

} // namespace casus::scenario
