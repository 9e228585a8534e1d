#pragma once

#include "simulation/block_state.hpp"

#include <span>
#include <vector>

namespace casus::simulation {

/// Intensity of every clock of a block, per day: rate exp(sum w x) [when], zero beyond its limit and while it
/// cools down. Throws RunError where a rate is negative or an intensity not finite.
class HazardEvaluator {
public:
  HazardEvaluator(const plan::Plan& plan, std::size_t widest);

  /// Of all clocks, or only of those that change by themselves, in all lanes.
  void evaluate_block(BlockState& state, double day, bool only_moving);
  /// Derived row number `derived` of one lane, of which something has changed.
  void derive(BlockState& state, std::size_t lane, double day, int derived);
  /// The given clocks' intensities in one lane, in their order; the state keeps its own until they are
  /// written there.
  std::span<const double> evaluate_lane(const BlockState& state, std::size_t lane, double day,
                                        std::span<const plan::ClockId> clocks);

private:
  void derive_block(BlockState& state, double day, const plan::DerivedPlan& derived);
  void evaluate_factor(const BlockState& state, const plan::FactorPlan& factor, Eigen::Index row);
  void evaluate_clock(BlockState& state, double day, plan::ClockId clock);
  void suppress(BlockState& state, double day, const plan::ClockPlan& plan, plan::ClockId clock) const;
  double rate_of(const BlockState& state, std::size_t lane, const plan::RatePlan& rate) const;
  const plan::StatePlan& state_of(const BlockState& state, std::size_t lane,
                                  const plan::ClockPlan& clock) const;
  double finished(const BlockState& state, std::size_t lane, double day, const plan::ClockPlan& clock,
                  double exponential) const;
  bool is_suppressed(const BlockState& state, std::size_t lane, double day,
                     const plan::ClockPlan& clock) const;
  void check(const BlockState& state, std::size_t lane, double day, const plan::ClockPlan& clock,
             double value) const;
  void check_derived(const BlockState& state, std::size_t lane, double day,
                     const plan::DerivedPlan& derived) const;

  const plan::Plan& plan_;
  Rows factors_;                ///< of the clock at hand
  std::vector<double> scratch_; ///< of block programs
  Eigen::ArrayXd lane_values_;  ///< of the clocks asked for, padded to whole vectors
};

} // namespace casus::simulation
