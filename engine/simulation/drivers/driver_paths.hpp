#pragma once

#include "simulation/drivers/driver_stepper.hpp"
#include "simulation/drivers/noise_paths.hpp"
#include "simulation/moment.hpp"
#include "simulation/touched.hpp"

#include <span>
#include <vector>

namespace casus::simulation {

/// The values of drivers within a step, lane by lane. A driver's value at a moment, which conditions, effects
/// and marks read, is what it has come to since the step began, with all that events have added to it, and
/// without the noise of the step. It is brought up to a moment where something reads it. What an event adds
/// fades from its own moment on: in the value, in what the driver and those that follow it become, and in
/// their means over the step.
class DriverPaths {
public:
  DriverPaths(const plan::Plan& plan, const kernels::Kernels& kernels, const DriverStepper& stepper,
              NoisePaths& noises, std::size_t widest);

  void enter_worlds(BlockState& state);
  /// Begins the step. Where `is_read`, any driver may be asked for in it, not only those that the plan knows
  /// to be read.
  void begin_step(const BlockState& state, bool is_read);
  /// Ends it: between steps the drivers' rows are their values.
  void end_step() { is_within_ = false; }

  /// Something happens in a lane: what was brought up for something else is so no longer.
  void enter_moment(std::size_t lane, double day);
  /// Whether the driver's changes are noted, so that its value within the step can be known.
  bool knows(DriverId driver) const { return is_read_ || plan_.drivers[driver].is_noted; }
  bool is_read() const { return is_within_ && is_read_; }
  /// Puts the values at the moment of drivers that move into their rows, as far as they can be known.
  void bring_up(BlockState& state, std::span<const DriverId> drivers);
  /// The value that a driver would have on a later day of the step if nothing happened any more. Where
  /// `is_before`, what happens on the day itself is left out.
  double value_on(std::size_t lane, DriverId driver, double day, bool is_before = false) const;

  /// An event changes a driver: by `value`, what one sees of it, and by `noise`, what it had of the step's
  /// noise. Its row has been changed already, and is right if it was brought up to the moment.
  void change(Moment moment, DriverId driver, double value, double noise, Touched& touched);
  /// An event has changed a driver by so much already, in all but its value at the moment.
  void note(DriverId driver, double value);
  /// The rows to which jolts of a driver that moves, or is followed, go, in one of the block's worlds.
  const kernels::JoltWays& ways(std::size_t world, DriverId driver) const {
    return in_worlds_[world][driver].ways;
  }
  /// The drivers that have been changed at the moment.
  const std::vector<DriverId>& changed() const { return changed_; }

  /// What a driver has of the step's noise at the moment.
  double noise(const BlockState& state, DriverId driver);
  /// Notes that the driver is known to have so much noise at the moment.
  void pin(DriverId driver, double noise);
  /// The value of a path that goes through a node of its noise, as far as nothing happens after the moment.
  /// Where `is_before`, what happens on the node's own day is left out.
  double value_at(std::size_t lane, DriverId driver, const NoiseNode& node, bool is_before = false) const;

  /// The values of drivers with their noise on the day of a reading, within their bounds.
  void read(const BlockState& state, plan::ReadingId reading, std::size_t lane,
            std::vector<double>& values) const;

private:
  /// An event's change of a driver, earlier in the step.
  struct Jolt {
    double day = 0;
    DriverId driver{};
    double value = 0;
    double noise = 0;

    bool happened_by(double other_day, bool is_before) const {
      return is_before ? day < other_day : day <= other_day;
    }
  };
  /// A driver among those of its group.
  struct Path {
    plan::GroupId group{};
    std::size_t member = 0;
    std::vector<DriverId> leaders{};
    std::vector<DriverId> reached{};
  };
  /// The same as its group's law sees it in one of the block's worlds.
  struct PathInWorld {
    kernels::Fade value{};
    kernels::JoltWays ways{};
    std::vector<kernels::JoltWay> reached{};
    const kernels::Fade* jolt_integral = nullptr;
    double low = 0, high = 0;
  };
  using PathsInWorld = IdVector<DriverId, PathInWorld>;

  void enter_world(BlockState& state, const World& world, PathsInWorld& paths) const;
  void enter_world(BlockState& state, const World& world, DriverId driver, PathsInWorld& paths) const;
  const PathInWorld& in_world(std::size_t lane, DriverId driver) const {
    return in_worlds_[world_in_block(lane, in_worlds_.size())][driver];
  }
  void jolt_at_known_moment(DriverId driver, double amount, double left) const;
  double come_to(std::size_t lane, DriverId driver, double day) const;
  double left_of(std::size_t lane, DriverId driver, DriverId leader, double passed) const;
  double noise_of_jolts(std::size_t lane, DriverId driver, double day, bool is_before = false) const;
  Eigen::VectorXd noise_on(const BlockState& state, plan::ReadingId reading, std::size_t lane,
                           plan::GroupId group) const;
  void remember(DriverId driver, double value);
  void start_anew();

  const plan::Plan& plan_;
  const kernels::Kernels& kernels_;
  const DriverStepper& stepper_;
  NoisePaths& noises_;
  IdVector<DriverId, Path> paths_;
  std::vector<PathsInWorld> in_worlds_;
  LaneRows<DriverId, double> origins_;   ///< its value when the lane's origin was
  std::vector<double> origin_days_;      ///< of each lane
  std::vector<std::vector<Jolt>> jolts_; ///< of each lane, since its origin
  std::vector<int> noted_;               ///< of these, those of drivers that the plan knows to be read
  mutable std::vector<double> shares_;   ///< of a fade
  IdVector<DriverId, std::uint64_t> brought_up_; ///< at which moment
  std::vector<DriverId> changed_;
  std::uint64_t moment_ = 0;
  std::size_t lane_ = 0;
  double day_ = 0;
  bool is_within_ = false;
  bool is_read_ = false;
  bool is_ever_noted_ = false;
};

} // namespace casus::simulation
