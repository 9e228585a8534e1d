#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casus::formula {

/// A year is 365.25 days, the Julian year of astronomy; a month is a twelfth of it.
inline constexpr double days_per_year = 365.25;

/// Days in one unit of time, named in the singular or the plural (`week`, `weeks`).
std::optional<double> days_in(std::string_view unit);
std::vector<std::string> unit_names();

/// A date written as 2024-11-05, if it is one and if the calendar has it.
std::optional<std::chrono::sys_days> read_date(std::string_view text);

/// The ISO date (UTC) on which `day`, in days since the start, falls.
std::string iso_date(std::chrono::sys_days start, double day);

} // namespace casus::formula
