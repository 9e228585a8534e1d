#include "report/text/time_columns.hpp"

#include "formula/calendar.hpp"
#include "report/text/printable.hpp"
#include "report/words/quantity.hpp"

#include <algorithm>
#include <cmath>

namespace casus::report {

std::vector<std::size_t> chosen_points(std::size_t points, int room) {
  constexpr int most_columns = 8;
  const auto last = static_cast<double>(points) - 1;
  const int count = std::min({most_columns, static_cast<int>(points), room / time_column_width});
  std::vector<std::size_t> chosen;
  for (int i = 0; i < count; ++i)
    chosen.push_back(static_cast<std::size_t>(count == 1 ? 0.0 : std::round(i * last / (count - 1))));
  return chosen;
}

std::array<std::string, 2> time_headings(std::chrono::sys_days start, const std::vector<double>& days,
                                         const std::vector<std::size_t>& chosen, int margin) {
  const bool by_the_hour = days.back() < static_cast<double>(chosen.size());
  std::array<std::string, 2> lines;
  lines.fill(std::string(static_cast<std::size_t>(margin), ' '));
  for (const std::size_t point : chosen) {
    const std::string date = formula::iso_date(start, days[point]);
    const auto dash = date.find('-');
    lines[0] += right(by_the_hour ? date.substr(dash + 1) : date.substr(0, dash), time_column_width);
    lines[1] += right(by_the_hour ? clock_time(days[point]) : date.substr(dash + 1), time_column_width);
  }
  return lines;
}

} // namespace casus::report
