#pragma once

#include "simulation/events/threshold_drawer.hpp"
#include "simulation/evidence/lane_weights.hpp"
#include "simulation/evidence/recording.hpp"

namespace casus::simulation {

/// What it weighs that nothing else was recorded: exp(-integral of intensity times the chance that a firing
/// would be known of). An intensity's integral is exact: what its thresholds have been, less what is left of
/// them. Where the chance itself changes, each piece is charged with the mean of its ends; pieces end with
/// steps, and where a ladder moves.
class Exposure {
public:
  Exposure(const plan::Plan& plan, Recording& recording, DriverPaths& paths, std::size_t widest);

  /// Whether a firing of the clock says something by not being in the record.
  bool concerns(plan::ClockId clock) const { return is_concerned_[clock] != 0; }
  /// Begins, with the thresholds that all clocks have just got, on a grid point.
  void begin(BlockState& state, double day);
  /// The clock has got another threshold.
  void add_threshold(plan::ClockId clock, std::size_t lane, double threshold) {
    thresholds_(clock, lane) += threshold;
  }
  /// Charges all lanes that weigh something up to a moment.
  void charge(BlockState& state, Moment moment, LaneWeights& weights);
  /// Charges a lane, if one of its ladders has moved.
  void after_event(BlockState& state, std::size_t lane, Moment moment, LaneWeights& weights);

  /// The chance that an event of the clock would be known of.
  double chance(BlockState& state, std::size_t lane, double day, plan::ClockId clock);

private:
  double integral(const BlockState& state, plan::ClockId clock, std::size_t lane, Moment moment) const;
  void charge(BlockState& state, std::size_t lane, Moment moment, plan::ClockId clock, LaneWeights& weights,
              bool ends_smoothly);
  std::size_t rungs_of(const BlockState& state, std::size_t lane) const;

  const plan::Plan& plan_;
  Recording& recording_;
  DriverPaths& paths_;
  std::vector<plan::ClockId> clocks_;  ///< that are concerned
  std::vector<plan::ClockId> varying_; ///< those of them whose chance changes
  IdVector<plan::ClockId, std::uint8_t> is_concerned_;
  LaneRows<plan::ClockId, double> thresholds_; ///< their sums
  LaneRows<plan::ClockId, double> charged_;    ///< integrals up to the last charge
  LaneRows<plan::ClockId, double> chances_;    ///< since then
  std::vector<std::size_t> rungs_;             ///< of all ladders of a lane, since then
};

} // namespace casus::simulation
