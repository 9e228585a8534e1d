#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace casus::report {

/// Columns of a table over time.
inline constexpr int time_column_width = 8;

/// Grid points spread evenly from the first to the last, as many as fit into `room` columns of the terminal.
std::vector<std::size_t> chosen_points(std::size_t points, int room);

/// The dates above the columns in two lines, 2023 over 04-15; within a short run the day over the hour. They
/// begin after `margin` columns.
std::array<std::string, 2> time_headings(std::chrono::sys_days start, const std::vector<double>& days,
                                         const std::vector<std::size_t>& chosen, int margin);

} // namespace casus::report
