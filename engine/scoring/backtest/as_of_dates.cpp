#include "scoring/backtest/as_of_dates.hpp"

#include "formula/calendar.hpp"
#include "formula/complaint.hpp"

#include <charconv>
#include <cmath>
#include <fmt/format.h>

namespace casus::scoring {
namespace {

using std::chrono::sys_days;

constexpr double days_per_month = formula::days_per_year / 12;

/// The days of a duration such as `3 months`; without a unit it is one of days. None where it is no duration.
std::optional<double> days_of(std::string_view text) {
  double number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || !std::isfinite(number)) return std::nullopt;
  std::string_view unit = text.substr(static_cast<std::size_t>(stop - text.data()));
  unit.remove_prefix(std::min(unit.find_first_not_of(' '), unit.size()));
  const auto days = unit.empty() ? std::optional(1.0) : formula::days_in(unit);
  return days ? std::optional(number * *days) : std::nullopt;
}

/// The distance from one date to the next.
class Stride {
public:
  explicit Stride(const std::string& text) {
    const auto days = days_of(text);
    if (!days || *days < 1)
      throw RunError(fmt::format("--every must be a duration of a day or more, such as '3 months' (it is "
                                 "{})",
                                 formula::in_quotes(text)));
    days_ = *days;
    const double months = *days / days_per_month;
    if (std::abs(months - std::round(months)) < 1e-9) months_ = static_cast<int>(std::lround(months));
  }

  /// A date that lies so many strides behind another: by months on the same day of the month, or on its last.
  sys_days after(sys_days from, int strides) const {
    using namespace std::chrono;
    if (!months_) return from + days(std::lround(days_ * strides));
    const year_month_day begin(from);
    const year_month_day end = begin + months(*months_ * strides);
    return end.ok() ? sys_days(end) : sys_days(end.year() / end.month() / last);
  }

private:
  double days_ = 0;
  std::optional<int> months_; ///< where it is a whole number of them
};

sys_days date_of(const std::string& text, const Scenario& scenario) {
  const auto date = formula::read_date(text);
  if (!date)
    throw RunError(
        fmt::format("--from must be a date such as 2023-07-15 (it is {})", formula::in_quotes(text)));
  if (*date < scenario.start)
    throw RunError(fmt::format("--from is {}, before the start of the scenario ({})", text,
                               formula::iso_date(scenario.start, 0)));
  return *date;
}

} // namespace

double end_of(const Scenario& scenario, sys_days day) {
  return static_cast<double>((day - scenario.start).count() + 1);
}

std::string last_known_day(const Scenario& scenario) {
  return formula::iso_date(scenario.start, std::ceil(scenario.observed->until) - 1);
}

std::vector<sys_days> as_of_dates(const Scenario& scenario, const BacktestOptions& options) {
  const Stride stride(options.every);
  const sys_days begin = options.from ? date_of(*options.from, scenario) : scenario.start;
  const int first = options.from ? 0 : 1;
  std::vector<sys_days> dates;
  for (int strides = first;; ++strides) {
    const sys_days date = stride.after(begin, strides);
    if (end_of(scenario, date) >= scenario.observed->until) break;
    dates.push_back(date);
  }
  if (dates.empty())
    throw RunError(fmt::format("there is no date to forecast as of: the first would be {}, and the record "
                               "ends on {} (choose an earlier --from or a shorter --every)",
                               formula::iso_date(stride.after(begin, first), 0), last_known_day(scenario)));
  return dates;
}

} // namespace casus::scoring
