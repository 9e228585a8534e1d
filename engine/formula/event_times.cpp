#include "formula/event_times.hpp"

#include "formula/calendar.hpp"

#include <algorithm>

namespace casus::formula {

void EventTimes::clear() {
  for (auto& times : times_) times.clear();
}

void EventTimes::add(std::size_t lane, double day) {
  auto& times = times_[lane];
  // Forgetting only when half is stale keeps the cost of a firing constant on average.
  const auto fresh = std::upper_bound(times.begin(), times.end(), day - longest_window_);
  if (fresh - times.begin() > times.end() - fresh) times.erase(times.begin(), fresh);
  times.push_back(day);
}

void EventTimes::gather(std::span<const std::size_t> lanes) {
  const auto before = times_;
  for (std::size_t lane = 0; lane < lanes.size(); ++lane) times_[lane] = before[lanes[lane]];
}

double EventTimes::count_within(std::size_t lane, double day, double window) const {
  const auto& times = times_[lane];
  const double begin = day - window + same_moment;
  return static_cast<double>(times.end() - std::upper_bound(times.begin(), times.end(), begin));
}

} // namespace casus::formula
