#pragma once

#include "formula/calendar.hpp"

#include <fmt/format.h>

#include <chrono>
#include <string>

namespace casus::report {

/// What a finding of an outcome answers, with its date: an event is met by a day, a value is taken on one.
template <class Finding>
std::string dated_question(const Finding& outcome, bool is_event, std::chrono::sys_days start) {
  return fmt::format("{} ({} {})", outcome.question.empty() ? outcome.name : outcome.question,
                     is_event ? "by" : "on", formula::iso_date(start, outcome.day));
}

} // namespace casus::report
