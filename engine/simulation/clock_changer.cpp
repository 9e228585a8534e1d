#include "simulation/clock_changer.hpp"

#include <utility>

namespace casus::simulation {

void ClockChanger::multiply(BlockState& state, std::size_t lane, EventTime time,
                            std::span<const kernels::TileFactors> factors) {
  if (factors.empty()) return;
  const bool is_right = kernels_.rescale({.factors = factors.data(),
                                          .count = factors.size(),
                                          .tiles = state.clocks.tiles_of(lane),
                                          .stride = state.clocks.stride(),
                                          .run_out = expiries_.of(lane),
                                          .left = time.end - time.day,
                                          .highest_intensity = HazardEvaluator::highest_intensity});
  if (is_right) return;
  for (std::size_t c = 0; c < plan_.clocks.size(); ++c) {
    const auto clock = static_cast<plan::ClockId>(c);
    hazards_.check(state, lane, time.day, clock, state.clocks.intensity(clock, lane));
  }
}

void ClockChanger::evaluate(BlockState& state, std::size_t lane, EventTime time,
                            std::span<const plan::ClockId> clocks) {
  const auto intensities = hazards_.evaluate_lane(state, lane, time.day, clocks);
  for (std::size_t i = 0; i < clocks.size(); ++i) {
    const double before = std::exchange(state.clocks.intensity(clocks[i], lane), intensities[i]);
    const double change = (before - intensities[i]) * (time.end - time.day);
    expiries_.note(lane, clocks[i], state.clocks.add(clocks[i], lane, change));
  }
}

} // namespace casus::simulation
