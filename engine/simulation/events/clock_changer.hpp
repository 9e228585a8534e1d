#pragma once

#include "simulation/events/expiries.hpp"
#include "simulation/events/firing_table.hpp"
#include "simulation/events/hazards.hpp"
#include "simulation/touched.hpp"

#include <span>

namespace casus::simulation {

/// Changes a lane's intensities after an event, and moves the clocks' residuals by the change times what is
/// left of the step.
class ClockChanger {
public:
  ClockChanger(const plan::Plan& plan, const kernels::Kernels& kernels, HazardEvaluator& hazards,
               const FiringTables& tables, Expiries& expiries);

  /// Multiplies the intensities whose exponents jolts at a drawn moment add to. Returns false where that is
  /// not all that the jolts do, or where it might lose digits: then these clocks must be evaluated.
  bool multiply(BlockState& state, std::size_t lane, Moment moment, const Touched& touched);
  /// Evaluates these clocks anew. Throws RunError where an intensity cannot be one.
  void evaluate(BlockState& state, std::size_t lane, Moment moment, std::span<const plan::ClockId> clocks);

private:
  const kernels::Kernels& kernels_;
  HazardEvaluator& hazards_;
  const FiringTables& tables_;
  Expiries& expiries_;
  std::vector<kernels::ExponentJolt> jolts_;
  std::vector<kernels::TileNumbers> exponents_; ///< of each tile
  std::vector<std::uint32_t> tiles_;
  std::vector<std::uint8_t> is_touched_;
};

} // namespace casus::simulation
