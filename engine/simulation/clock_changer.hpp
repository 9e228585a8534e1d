#pragma once

#include "simulation/expiries.hpp"
#include "simulation/hazards.hpp"

#include <span>

namespace casus::simulation {

/// When an event happens, and the end of the step to which the clocks have been run down.
struct EventTime {
  double day = 0;
  double end = 0;
};

/// Gives a lane's clocks the intensities that they have after an event, and moves their residuals by the
/// change times what is left of the step. Throws RunError where an intensity cannot be one.
class ClockChanger {
public:
  ClockChanger(const plan::Plan& plan, const kernels::Kernels& kernels, HazardEvaluator& hazards,
               Expiries& expiries)
      : plan_(plan), kernels_(kernels), hazards_(hazards), expiries_(expiries) {}

  /// Where only sums of terms have changed.
  void multiply(BlockState& state, std::size_t lane, EventTime time,
                std::span<const kernels::TileFactors> factors);
  /// Whatever has changed.
  void evaluate(BlockState& state, std::size_t lane, EventTime time, std::span<const plan::ClockId> clocks);

private:
  const plan::Plan& plan_;
  const kernels::Kernels& kernels_;
  HazardEvaluator& hazards_;
  Expiries& expiries_;
};

} // namespace casus::simulation
