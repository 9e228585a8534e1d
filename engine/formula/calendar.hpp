#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casus::formula {

/// A year is 365.25 days, the Julian year of astronomy; a month is a twelfth of it.
inline constexpr double days_per_year = 365.25;

/// Moments that lie nearer to one another than this, in days, are one: a tenth of a millisecond, far above
/// the rounding of a century in days and far below anything that a scenario tells apart.
inline constexpr double same_moment = 1e-9;

/// Rounds a day to a whole nanosecond: known moments that are meant to be one then are one to the last bit,
/// however they were computed.
double whole_nanoseconds(double day);

/// Days in one unit of time, named in the singular or the plural (`week`, `weeks`).
std::optional<double> days_in(std::string_view unit);
std::vector<std::string> unit_names();

/// A date written as 2024-11-05, if it is one and if the calendar has it.
std::optional<std::chrono::sys_days> read_date(std::string_view text);

/// A date with a time of the day (UTC), written as 2024-11-05T14:30 or with seconds.
std::optional<std::chrono::sys_seconds> read_date_and_time(std::string_view text);

/// The ISO date (UTC) on which `day`, in days since the start, falls.
std::string iso_date(std::chrono::sys_days start, double day);

} // namespace casus::formula
