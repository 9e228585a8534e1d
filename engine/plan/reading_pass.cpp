// A reading is made of each day within a step on which outcomes ask, or begin or end to look, and of the
// horizon where it lies within one. Other outcomes are read at grid points.

#include "plan/passes.hpp"
#include "plan/sort_out.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace casus::plan {
namespace {

/// How much of its step has passed on the day; 0 at a grid point.
double passed(const Plan& plan, double day) {
  auto step = static_cast<std::size_t>(day / plan.step_length);
  while (step > 0 && plan.step_end(step - 1) > day) --step;
  while (plan.step_end(step) <= day) ++step;
  return day - (step == 0 ? 0 : plan.step_end(step - 1));
}

std::vector<DriverId> moving_drivers(const Plan& plan) {
  std::vector<DriverId> drivers;
  for (const DriverId driver : plan.drivers.ids())
    if (plan.moves(driver)) drivers.push_back(driver);
  return drivers;
}

std::vector<GroupId> noisy_groups(const Plan& plan, const std::vector<DriverId>& drivers) {
  std::vector<GroupId> groups;
  for (const DriverId driver : drivers) {
    const GroupId group = plan.drivers[driver].group;
    if (plan.groups[group].is_noisy()) groups.push_back(group);
  }
  sort_out(groups);
  return groups;
}

} // namespace

void compile_readings(Builder& builder) {
  Plan& plan = builder.plan;
  std::map<double, ReadingPlan> by_day;
  for (const OutcomePlan& outcome : plan.outcomes) {
    std::vector<double> days{outcome.day};
    if (outcome.from > 0) days.push_back(outcome.from);
    if (outcome.has_after) days.push_back(outcome.last_begin);
    for (const double day : days) {
      auto& drivers = by_day[day].drivers;
      drivers.insert(drivers.end(), outcome.drivers.begin(), outcome.drivers.end());
    }
  }
  by_day[plan.grid.back()].drivers = moving_drivers(plan);
  for (auto& [day, reading] : by_day) {
    reading.day = day;
    reading.passed = passed(plan, day);
    if (reading.passed == 0) continue;
    sort_out(reading.drivers);
    reading.groups = noisy_groups(plan, reading.drivers);
    plan.readings.push_back(std::move(reading));
  }
}

} // namespace casus::plan
