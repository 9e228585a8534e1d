#pragma once

#include "simulation/drivers/driver_stepper.hpp"
#include "simulation/evidence/lane_weights.hpp"

namespace casus::simulation {

/// What was measured of drivers, each as of the grid point that ends its step. Drivers become what they do
/// given that: of their noise, the part that intensities have not read in the step is drawn given what was
/// measured, when the step's jolts are known, and the lane weighs the density of what was measured given the
/// rest. Both are normal, so that this is the best proposal (Doucet, Godsill, Andrieu 2000, II.D).
class Measurements {
public:
  Measurements(const plan::Plan& plan, std::uint64_t seed, const DriverStepper& drivers)
      : plan_(plan), seed_(seed), drivers_(drivers) {}

  /// Weighs the measurements of the grid point, at which the step under way ends. Throws RunError where a
  /// driver that has no noise is measured without error.
  void weigh(BlockState& state, std::size_t point, LaneWeights& weights) const;

private:
  void weigh(BlockState& state, plan::GroupId group, const std::vector<const plan::Measurement*>& measured,
             LaneWeights& weights) const;
  Eigen::VectorXd values(BlockState& state, std::size_t lane, plan::GroupId group) const;
  void move(BlockState& state, std::size_t lane, plan::GroupId group, const Eigen::VectorXd& by) const;

  const plan::Plan& plan_;
  std::uint64_t seed_;
  const DriverStepper& drivers_;
};

} // namespace casus::simulation
