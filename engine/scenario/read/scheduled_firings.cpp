#include "scenario/read/scheduled_firings.hpp"

#include "formula/calendar.hpp"
#include "formula/complaint.hpp"
#include "source/places.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>

namespace casus::scenario {

namespace {

/// What was planned comes about so many days earlier or later at most, or is another event.
constexpr double farthest = 60;

/// Days between a date and what was observed, 0 within its day.
double distance(double day, const ObservedMoment& when) {
  return std::max({when.day - day, day - (when.day + when.length), 0.0});
}

/// The position of the nearest date, of two that are as near the earlier.
std::size_t nearest(const std::vector<double>& dates, const ObservedMoment& when) {
  const auto found = std::min_element(dates.begin(), dates.end(), [&](double a, double b) {
    return std::pair(distance(a, when), a) < std::pair(distance(b, when), b);
  });
  return static_cast<std::size_t>(found - dates.begin());
}

class Placer {
public:
  explicit Placer(Reading& reading) : reading_(reading) {}

  void place(ObservedFiring& firing) {
    const Trigger& trigger = reading_.scenario.triggers[static_cast<std::size_t>(firing.trigger)];
    if (trigger.at.empty()) return;
    const std::size_t position = nearest(trigger.at, firing.when);
    const std::string date = formula::iso_date(reading_.scenario.start, trigger.at[position]);
    const auto [first, is_new] = taken_.try_emplace({firing.trigger, position}, firing.place);
    if (distance(trigger.at[position], firing.when) > farthest)
      tell(firing, fmt::format("no date of trigger '{}' lies within {} days of this (the nearest is {}): add "
                               "it to its 'at', or leave out the row",
                               trigger.name, farthest, date));
    else if (!is_new)
      tell(firing,
           fmt::format("this is the firing of trigger '{}' on {}, which is in the record already ({}): "
                       "leave one of them out, or add its date to 'at'",
                       trigger.name, date, source::to_string(first->second)));
    else
      firing.scheduled = position;
  }

private:
  void tell(const ObservedFiring& firing, std::string message) {
    reading_.problems.error(firing.place, std::move(message));
  }

  Reading& reading_;
  std::map<std::pair<int, std::size_t>, Place> taken_;
};

} // namespace

void place_scheduled_firings(Reading& reading) {
  Placer placer(reading);
  for (ObservedFiring& firing : reading.scenario.observed->firings) placer.place(firing);
}

} // namespace casus::scenario
