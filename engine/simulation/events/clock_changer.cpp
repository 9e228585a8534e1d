#include "simulation/events/clock_changer.hpp"

#include <cmath>
#include <utility>

namespace casus::simulation {
ClockChanger::ClockChanger(const plan::Plan& plan, const kernels::Kernels& kernels, HazardEvaluator& hazards,
                           const FiringTables& tables, Expiries& expiries)
    : kernels_(kernels), hazards_(hazards), tables_(tables), expiries_(expiries),
      exponents_(kernels::tiles_of(plan.clocks.size())), tiles_(exponents_.size() + 1),
      is_touched_(exponents_.size()) {}

bool ClockChanger::multiply(BlockState& state, std::size_t lane, Moment moment, const Touched& touched) {
  if (!moment.is_drawn || !touched.is_linear()) return false;
  jolts_.clear();
  double greatest = 0;
  for (const auto& [driver, amount] : touched.jolts()) {
    const kernels::ExponentWeights& weights = tables_.in(lane).weights().of(driver);
    if (weights.count == 0) continue;
    greatest += std::abs(amount) * weights.greatest;
    jolts_.push_back({&weights, amount});
  }
  if (!(greatest <= JoltWeights::greatest_exponent)) return false;
  if (jolts_.empty()) return true;
  const bool is_right = kernels_.multiply({.first = jolts_.data(),
                                           .count = jolts_.size(),
                                           .tiles = state.clocks.tiles_of(lane),
                                           .stride = state.clocks.stride(),
                                           .run_out = expiries_.of(lane),
                                           .left = moment.left(),
                                           .highest_intensity = HazardEvaluator::highest_intensity,
                                           .exponents = exponents_.data(),
                                           .touched = tiles_.data(),
                                           .is_touched = is_touched_.data()});
  return is_right; // or what is wrong is found, and told, when they are evaluated
}

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
