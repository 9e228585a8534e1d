#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace casus::formula {

/// The firing times of one trigger in each lane of a block, as far back as any formula looks.
class EventTimes {
public:
  /// `longest_window` in days: older firings are forgotten.
  EventTimes(std::size_t lanes, double longest_window) : times_(lanes), longest_window_(longest_window) {}

  void clear();
  void add(std::size_t lane, double day);
  /// Gives each lane the times of another: those that stand at its place.
  void gather(std::span<const std::size_t> lanes);
  /// How many firings lie in (day - window, day]. One that lies exactly a window ago, but for rounding, does
  /// not count.
  double count_within(std::size_t lane, double day, double window) const;

private:
  std::vector<std::vector<double>> times_;
  double longest_window_;
};

} // namespace casus::formula
