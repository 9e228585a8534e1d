#pragma once

#include "formula/calendar.hpp"

#include <fmt/format.h>

#include <chrono>
#include <string>

namespace casus::report {

/// What a finding of an outcome answers, with its date: an event is met by a day, a value is taken on one.
template <class Finding>
std::string dated_question(const Finding& outcome, bool is_event, std::chrono::sys_days start) {
  std::string dates = fmt::format("{} {}", is_event ? "by" : "on", formula::iso_date(start, outcome.day));
  if constexpr (requires { outcome.from; })
    if (outcome.from)
      dates = fmt::format("from {} to {}", formula::iso_date(start, *outcome.from),
                          formula::iso_date(start, outcome.day));
  return fmt::format("{} ({})", outcome.question.empty() ? outcome.name : outcome.question, dates);
}

} // namespace casus::report
