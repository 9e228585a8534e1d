#pragma once

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace casus::formula {

/// A moment of a record in days since the start: a date with a time, that number itself, or a date, which is
/// a whole day.
struct RecordMoment {
  double begin = 0;
  bool is_date = false;

  double end() const { return is_date ? begin + 1 : begin; }
  /// The moment that stands for it where it must be one, and not after `latest`.
  double middle(double latest) const { return is_date ? std::min(begin + 0.5, latest) : begin; }
};

/// The moment that a text is, if it is one.
std::optional<RecordMoment> record_moment(std::string_view text, std::chrono::sys_days start);

/// Says that a text is no moment, and how one is written.
std::string is_no_moment(std::string_view text);

/// Says that a moment lies outside of the scenario, which ends on `horizon`; nothing where it lies within.
std::string lies_outside(std::string_view text, const RecordMoment& moment, std::chrono::sys_days start,
                         double horizon);

} // namespace casus::formula
