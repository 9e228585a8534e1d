// The grid: multiples of the step up to the horizon, and every date that a schedule or an outcome names.

#include "plan/passes.hpp"

#include <algorithm>
#include <cmath>

namespace casus::plan {
namespace {

/// Days that lie nearer than this are one grid point: a tenth of a second, far above rounding and below any
/// date.
constexpr double same_day = 1e-6;

std::vector<double> named_days(const Scenario& scenario) {
  std::vector<double> days{0, scenario.horizon};
  for (const Trigger& trigger : scenario.triggers)
    days.insert(days.end(), trigger.at.begin(), trigger.at.end());
  for (const Outcome& outcome : scenario.outcomes) days.push_back(outcome.day);
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

std::vector<double> grid_of(const Scenario& scenario) {
  std::vector<double> grid = named_days(scenario);
  const std::vector<double> named = grid;
  for (double i = 1; i * scenario.step < scenario.horizon; ++i) {
    const double day = i * scenario.step;
    const auto next = std::lower_bound(named.begin(), named.end(), day - same_day);
    if (next == named.end() || *next > day + same_day) grid.push_back(day);
  }
  std::sort(grid.begin(), grid.end());
  return grid;
}

/// Differences of grid days carry rounding; lengths this near are one, and most are the step itself.
bool same_length(double a, double b) { return std::abs(a - b) <= same_day; }

int kind_of(std::vector<double>& lengths, double length) {
  const auto known =
      std::find_if(lengths.begin(), lengths.end(), [&](double other) { return same_length(other, length); });
  if (known != lengths.end()) return static_cast<int>(known - lengths.begin());
  lengths.push_back(length);
  return static_cast<int>(lengths.size()) - 1;
}

} // namespace

void lay_out_time(Builder& builder) {
  Plan& plan = builder.plan;
  plan.grid = grid_of(builder.scenario());
  plan.step_lengths = {builder.scenario().step};
  for (std::size_t k = 0; k + 1 < plan.grid.size(); ++k)
    plan.step_kind.push_back(kind_of(plan.step_lengths, plan.grid[k + 1] - plan.grid[k]));
}

} // namespace casus::plan
