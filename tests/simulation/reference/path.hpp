#pragma once

// What a trajectory comes to, and the moments at which it is looked at.

#include "simulation/reference/questions.hpp"

#include <optional>

namespace casus::reference {

/// What happened on a trajectory: the state at every grid point, and what the outcomes ask.
struct Path {
  std::vector<State> states;
  std::vector<std::optional<double>> first_passages; ///< of each outcome
  std::vector<bool> given;                           ///< of each outcome
  std::vector<double> values;                        ///< of each outcome

  explicit Path(std::size_t outcomes) : given(outcomes), values(outcomes) {}
};

/// Multiples of the step below the horizon, and the horizon.
inline std::vector<double> grid_of(const Scenario& scenario) {
  std::vector<double> grid;
  for (int k = 0; k * scenario.step < scenario.horizon - same_moment; ++k) grid.push_back(k * scenario.step);
  grid.push_back(scenario.horizon);
  return grid;
}

/// The dates before the horizon, other than grid points, that a schedule, a forced firing or an outcome
/// names.
inline std::vector<double> dates_of(const Scenario& scenario) {
  std::vector<double> all;
  for (const Trigger& trigger : scenario.triggers)
    all.insert(all.end(), trigger.at.begin(), trigger.at.end());
  for (const ForcedFiring& forced : scenario.forced) all.push_back(forced.day);
  for (const Outcome& outcome : scenario.outcomes)
    all.insert(all.end(), {outcome.from, outcome.last_begin(), outcome.day});
  std::sort(all.begin(), all.end());
  std::vector<double> dates;
  for (const double day : all) {
    const bool is_on_grid = is_same(std::round(day / scenario.step) * scenario.step, day);
    if (is_on_grid || day >= scenario.horizon - same_moment) continue;
    if (dates.empty() || !is_same(dates.back(), day)) dates.push_back(day);
  }
  return dates;
}

} // namespace casus::reference
