#pragma once

#include "casus/scenario.hpp"

#include <optional>
#include <string>
#include <vector>

namespace casus {

enum class NumberKind {
  parameter,
  rate,        ///< of a trigger, or of a ladder's steps
  weight,      ///< in a trigger's hazard, a ladder's steps, or a category's share
  share,       ///< of a mark's category
  probability, ///< of a scheduled firing
  start,
  half_life,
  mean,
  volatility,
  trend,
  follow,
  bound,
  correlation,
  cooldown,
  mark, ///< an argument of a mark's distribution
  effect,
};

/// A number of a scenario that can be changed by itself. One that several rungs share is one number.
struct NumberEntry {
  std::string path; ///< its keys parted by dots, as `--set` takes them
  std::vector<std::string> keys;
  NumberKind kind = NumberKind::parameter;
  Place place;
  std::optional<double> value; ///< in days and per day; of an uncertain number its median; none of a formula
  std::optional<Distribution> distribution; ///< of an uncertain number
  std::string unit{};                       ///< as it is written: " per year"
  double unit_size = 1;                     ///< in days and per day

  /// Whether an overlay can set it, since it does not stand in a list.
  bool is_settable() const;
  /// A value, in days and per day, to six digits in the unit of the file: "6.5 per year".
  std::string written(double new_value) const;
};

/// All numbers of a scenario, in the order of the model: parameters, drivers, triggers, ladders,
/// correlations.
std::vector<NumberEntry> numbers_of(const Scenario& scenario);

/// The scenario with another value, in days and per day, in the place of a number, whether that was certain
/// or not. Its text and fingerprint are left as they were. The value is not checked: a plan does that. Throws
/// std::invalid_argument where there is no such number.
Scenario with_value(Scenario scenario, const std::string& path, double value);

/// A new value in an overlay, with what is to be said of it.
struct NewValue {
  NumberEntry number; ///< settable
  double value = 0;   ///< in days and per day
  std::string comment{};
};

/// The text of a what-if of `extends` that sets these numbers. `comment` stands above it, `about` within.
std::string overlay_of(const std::string& extends, const std::string& name, const std::string& about,
                       const std::string& comment, const std::vector<NewValue>& values);

} // namespace casus
