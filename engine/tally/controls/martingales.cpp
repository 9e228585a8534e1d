// A clock's integrated hazard is the sum of the thresholds that it has been given, less what is left of the
// last: nothing need be integrated.

#include "tally/controls/martingales.hpp"

#include "simulation/block_simulator.hpp"

#include <algorithm>

namespace casus::tally {
using simulation::BlockState;

Martingales::Martingales(const plan::Plan& plan, std::uint64_t seed)
    : plan_(plan), thresholds_(plan, kernels::best_kernels(), seed), chance_of_(plan.triggers.size()) {
  for (const plan::ScheduledFiring& firing : plan.schedule) {
    auto& place = chance_of_[firing.trigger];
    if (!firing.is_forced && !place && plan.triggers[firing.trigger].probability) place = chances_++;
  }
  seen_.resize(simulation::block_lanes * plan.clocks.size());
  sums_.resize(seen_.size());
  surprises_.resize(simulation::block_lanes * chances_);
}

void Martingales::begin(const BlockState& state) {
  const std::size_t lanes = state.spec.lanes;
  std::fill_n(seen_.begin(), lanes * plan_.clocks.size(), 0);
  std::fill_n(sums_.begin(), lanes * plan_.clocks.size(), 0.0);
  std::fill_n(surprises_.begin(), lanes * chances_, 0.0);
}

void Martingales::note_date(const BlockState& state, std::size_t lane, TriggerId trigger, bool came_about) {
  const auto place = chance_of_[trigger];
  if (!place) return;
  surprises_[lane * chances_ + *place] +=
      (came_about ? 1 : 0) - state.world(lane).number(*plan_.triggers[trigger].probability);
}

void Martingales::tell(const BlockState& state, std::size_t lane, simulation::Moment moment,
                       std::span<double> values) {
  const std::size_t clocks = plan_.clocks.size();
  const std::span seen(seen_.data() + lane * clocks, clocks);
  const std::span sums(sums_.data() + lane * clocks, clocks);
  thresholds_.add_new(state, lane, seen, sums);
  for (const plan::ClockId clock : plan_.clocks.ids()) {
    const double left =
        state.clocks.residual(clock, lane) + state.clocks.intensity(clock, lane) * moment.left();
    values[clock.number()] = static_cast<double>(seen[clock.number()] - 1) - (sums[clock.number()] - left);
  }
  std::copy_n(surprises_.begin() + static_cast<std::ptrdiff_t>(lane * chances_), chances_,
              values.begin() + static_cast<std::ptrdiff_t>(clocks));
}

} // namespace casus::tally
