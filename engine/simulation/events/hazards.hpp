#pragma once

#include "simulation/events/clock_table.hpp"

#include <span>
#include <vector>

namespace casus::simulation {

/// Intensity of every clock of a block, per day: rate exp(sum w x) [when], zero beyond its limit and while it
/// cools down. Throws RunError where a rate is negative or an intensity not finite.
class HazardEvaluator {
public:
  HazardEvaluator(const plan::Plan& plan, const kernels::Kernels& kernels, std::size_t widest);

  /// Takes up the numbers of the block's worlds.
  void enter_worlds(const BlockState& state) { table_.fill(state); }
  const ClockTable& table() const { return table_; }

  /// Computes the derived rows of all lanes as a step begins: all rows, or those that change by themselves.
  void derive_block(BlockState& state, Moment moment, bool only_moving);
  /// Evaluates, in all lanes, the intensities that the kernels cannot: those whose factor differs from rung
  /// to rung.
  void evaluate_by_rung(BlockState& state, bool only_moving);
  /// Puts the ladders' clocks at the rungs on which their lanes stand.
  void enter_rungs(const BlockState& state);

  /// Computes derived row number `derived` of one lane, of which something has changed.
  void derive(BlockState& state, std::size_t lane, Moment moment, plan::DerivedId derived);
  /// The given clocks' intensities in one lane, in their order; the state keeps its own until they are
  /// written there.
  std::span<const double> evaluate_lane(const BlockState& state, std::size_t lane, double day,
                                        std::span<const plan::ClockId> clocks);

  /// These throw if an intensity cannot be one: any of the block, any of a lane, or that of one clock in it.
  void check_block(const BlockState& state, double day) const;
  void check_lane(const BlockState& state, std::size_t lane, double day) const;
  void check(const BlockState& state, std::size_t lane, double day, plan::ClockId clock, double value) const {
    if (!(value >= 0 && value <= highest_intensity)) fail_exploding(state, lane, day, clock, value);
  }

  /// More events a day than this in one trajectory is an explosion, not a model of the world.
  static constexpr double highest_intensity = 1e12;

private:
  void evaluate_by_rung(BlockState& state, plan::ClockId clock);
  double finished(plan::ClockId clock, std::size_t lane, double day, double exponential) const;
  void check_derived(const BlockState& state, std::size_t lane, double day,
                     const plan::DerivedPlan& derived) const;
  [[noreturn]] void fail_exploding(const BlockState& state, std::size_t lane, double day, plan::ClockId clock,
                                   double value) const;

  const plan::Plan& plan_;
  const kernels::Kernels& kernels_;
  ClockTable table_;
  Rows factors_;                          ///< of the clock at hand
  std::vector<double> scratch_;           ///< of block programs
  std::vector<kernels::Terms> lane_sums_; ///< of the clocks asked for
  Eigen::ArrayXd lane_values_;            ///< of them, padded to whole vectors
};

} // namespace casus::simulation
