#pragma once

#include "simulation/expiries.hpp"
#include "simulation/hazards.hpp"

#include <span>

namespace casus::simulation {

/// Evaluates a lane's clocks after an event, whatever it has changed, and moves their residuals by the change
/// times what is left of the step. Throws RunError where an intensity cannot be one.
class ClockChanger {
public:
  ClockChanger(HazardEvaluator& hazards, Expiries& expiries) : hazards_(hazards), expiries_(expiries) {}

  void evaluate(BlockState& state, std::size_t lane, Moment moment, std::span<const plan::ClockId> clocks);

private:
  HazardEvaluator& hazards_;
  Expiries& expiries_;
};

} // namespace casus::simulation
