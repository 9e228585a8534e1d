#include "simulation/events/timers.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace casus::simulation {

void Timers::set_all(const BlockState& state, double day) {
  std::vector<plan::TimerId> timers(plan_.timers.size());
  std::iota(timers.begin(), timers.end(), plan::TimerId{});
  for (std::size_t lane = 0; lane < state.spec.lanes; ++lane) set(state, lane, day, timers);
}

void Timers::set(const BlockState& state, std::size_t lane, double day,
                 std::span<const plan::TimerId> timers) {
  const formula::Inputs inputs = state.inputs(day);
  for (const plan::TimerId id : timers) {
    const plan::TimerPlan& timer = plan_.timers[id];
    const double slope = timer.slope.in_lane(inputs, lane);
    // So long after the moment the sides differ by more than comparisons tolerate.
    const double just_after = 2 * formula::same_moment / std::min(1.0, std::abs(slope));
    const double moment = day - timer.difference.in_lane(inputs, lane) / slope;
    if (!std::isfinite(moment) || moment > plan_.grid.back()) continue;
    if (timer.is_at && moment > day) agenda_.add(lane, {moment, id});
    if (timer.is_after && moment + just_after > day) agenda_.add(lane, {moment + just_after, id});
  }
}

} // namespace casus::simulation
