#include "plan/calendar.hpp"

#include <cmath>
#include <date/date.h>

namespace casus::plan {

std::string date_of(std::chrono::sys_days start, double day) {
  const date::sys_days date = start + date::days(static_cast<int>(std::floor(day)));
  return date::format("%F", date);
}

} // namespace casus::plan
