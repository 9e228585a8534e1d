#include "simulation/clock_changer.hpp"

#include <utility>

namespace casus::simulation {

void ClockChanger::evaluate(BlockState& state, std::size_t lane, Moment moment,
                            std::span<const plan::ClockId> clocks) {
  const auto intensities = hazards_.evaluate_lane(state, lane, moment.day, clocks);
  for (std::size_t i = 0; i < clocks.size(); ++i) {
    const double before = std::exchange(state.clocks.intensity(clocks[i], lane), intensities[i]);
    const double change = (before - intensities[i]) * moment.left();
    expiries_.note(lane, clocks[i], state.clocks.add(clocks[i], lane, change));
  }
}

} // namespace casus::simulation
