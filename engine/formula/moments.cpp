#include "formula/moments.hpp"

#include "formula/calendar.hpp"
#include "formula/complaint.hpp"

#include <charconv>
#include <cmath>
#include <fmt/format.h>

namespace casus::formula {

namespace {

double days_between(std::chrono::sys_days start, std::chrono::sys_days day) {
  return static_cast<double>((day - start).count());
}

} // namespace

std::optional<RecordMoment> record_moment(std::string_view text, std::chrono::sys_days start) {
  if (const auto date = read_date(text)) return RecordMoment{days_between(start, *date), true};
  if (const auto time = read_date_and_time(text))
    return RecordMoment{std::chrono::duration<double, std::chrono::days::period>(*time - start).count()};
  double day = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, day);
  const bool is_number = error == std::errc{} && stop == end && std::isfinite(day);
  return is_number ? std::optional(RecordMoment{day}) : std::nullopt;
}

std::string is_no_moment(std::string_view text) {
  return in_quotes(text) + " is no date: write it as 2024-11-05, with a time as 2024-11-05T14:30, or as a "
                           "number of days since the scenario's start";
}

std::string lies_outside(std::string_view text, const RecordMoment& moment, std::chrono::sys_days start,
                         double horizon) {
  if (moment.begin >= 0 && moment.begin <= horizon) return "";
  const bool is_before = moment.begin < 0;
  return fmt::format("{} lies {} of the scenario ({}): change its {}, or leave out the row", in_quotes(text),
                     is_before ? "before the start" : "after the horizon",
                     iso_date(start, is_before ? 0 : horizon), is_before ? "start" : "horizon");
}

} // namespace casus::formula
