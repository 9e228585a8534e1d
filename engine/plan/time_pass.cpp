// The grid: multiples of the step up to the horizon, and every date that a schedule, a forced firing or an
// outcome names.

#include "plan/passes.hpp"

#include <algorithm>
#include <cmath>

namespace casus::plan {
namespace {

/// Days that lie nearer than this are one grid point: a tenth of a second, far above rounding and below any
/// date.
constexpr double same_day = 1e-6;

void sort_out(std::vector<double>& numbers) {
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

bool is_near_one_of(const std::vector<double>& days, double day) {
  const auto next = std::lower_bound(days.begin(), days.end(), day - same_day);
  return next != days.end() && *next <= day + same_day;
}

std::vector<double> multiples_of(const std::vector<double>& steps, double horizon) {
  std::vector<double> days;
  for (const double step : steps)
    for (double i = 1; i * step < horizon; ++i) days.push_back(i * step);
  std::sort(days.begin(), days.end());
  return days;
}

std::vector<double> grid_of(const GridNeeds& needs, double horizon) {
  std::vector<double> grid(needs.days.begin(),
                           std::upper_bound(needs.days.begin(), needs.days.end(), horizon));
  const std::vector<double> named = grid;
  double last = 0;
  for (const double day : multiples_of(needs.steps, horizon)) {
    if (is_near_one_of(named, day) || day <= last + same_day) continue;
    grid.push_back(day);
    last = day;
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

void GridNeeds::include(const GridNeeds& others) {
  days.insert(days.end(), others.days.begin(), others.days.end());
  steps.insert(steps.end(), others.steps.begin(), others.steps.end());
  sort_out(days);
  sort_out(steps);
}

GridNeeds grid_needs(const Scenario& scenario) {
  GridNeeds needs{{0, scenario.horizon}, {scenario.step}};
  for (const Trigger& trigger : scenario.triggers)
    needs.days.insert(needs.days.end(), trigger.at.begin(), trigger.at.end());
  for (const ForcedFiring& forced : scenario.forced) needs.days.push_back(forced.day);
  for (const Outcome& outcome : scenario.outcomes) needs.days.push_back(outcome.day);
  sort_out(needs.days);
  return needs;
}

void lay_out_time(Builder& builder, const GridNeeds& further) {
  Plan& plan = builder.plan;
  GridNeeds needs = grid_needs(builder.scenario());
  needs.include(further);
  plan.grid = grid_of(needs, builder.scenario().horizon);
  // Lengths are counted as one in an order that the needs determine, so that equal grids have equal bits.
  plan.step_lengths = needs.steps;
  for (std::size_t k = 0; k + 1 < plan.grid.size(); ++k)
    plan.step_kind.push_back(kind_of(plan.step_lengths, plan.grid[k + 1] - plan.grid[k]));
}

} // namespace casus::plan
