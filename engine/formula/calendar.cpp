#include "formula/calendar.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <date/date.h>
#include <fmt/core.h>
#include <locale>
#include <sstream>

namespace casus::formula {

namespace {

struct Unit {
  std::string_view name;
  double days;
};

constexpr std::array units = {Unit{"hour", 1.0 / 24}, Unit{"day", 1}, Unit{"week", 7},
                              Unit{"month", days_per_year / 12}, Unit{"year", days_per_year}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Whether the text has the shape 0000-00-00.
bool looks_like_date(std::string_view text) {
  constexpr std::string_view shape = "0000-00-00";
  return text.size() == shape.size() &&
         std::equal(text.begin(), text.end(), shape.begin(),
                    [](char c, char wanted) { return wanted == '-' ? c == '-' : is_digit(c); });
}

} // namespace

std::optional<double> days_in(std::string_view unit) {
  if (unit.ends_with('s')) unit.remove_suffix(1);
  const auto found = std::find_if(units.begin(), units.end(), [&](const Unit& u) { return u.name == unit; });
  return found == units.end() ? std::nullopt : std::optional(found->days);
}

double whole_nanoseconds(double day) {
  constexpr double nanoseconds_a_day = 86'400e9;
  return std::nearbyint(day * nanoseconds_a_day) / nanoseconds_a_day;
}

std::vector<std::string> unit_names() {
  std::vector<std::string> names;
  for (const Unit& unit : units) names.push_back(std::string(unit.name) + 's');
  return names;
}

std::optional<std::chrono::sys_days> read_date(std::string_view text) {
  if (!looks_like_date(text)) return std::nullopt;
  std::istringstream stream{std::string(text)};
  stream.imbue(std::locale::classic());
  date::year_month_day parsed{};
  stream >> date::parse("%F", parsed);
  if (!stream || !parsed.ok()) return std::nullopt;
  return date::sys_days{parsed};
}

std::optional<std::chrono::sys_seconds> read_date_and_time(std::string_view text) {
  if (text.size() < 11 || !looks_like_date(text.substr(0, 10)) || text[10] != 'T') return std::nullopt;
  for (const char* format : {"%FT%T", "%FT%H:%M"}) {
    std::istringstream stream{std::string(text)};
    stream.imbue(std::locale::classic());
    date::sys_seconds parsed;
    stream >> date::parse(format, parsed);
    if (stream && stream.peek() == std::istringstream::traits_type::eof() &&
        read_date(text.substr(0, 10)).has_value())
      return parsed;
  }
  return std::nullopt;
}

std::string iso_date(std::chrono::sys_days start, double day) {
  const std::chrono::year_month_day date(start + std::chrono::days(static_cast<int>(std::floor(day))));
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

} // namespace casus::formula
