#pragma once

#include "simulation/drivers/driver_stepper.hpp"
#include "simulation/streams.hpp"

#include <vector>

namespace casus::simulation {

/// A point of a path: how much of the noise of the step under way a driver is known to have on a day.
struct NoiseNode {
  double day = 0;
  double noise = 0;
};
using NoiseNodes = std::vector<NoiseNode>;

/// Somebody who knows how paths of drivers have gone between their nodes.
class PathWitness {
public:
  virtual ~PathWitness() = default;
  /// Whether it may know anything of the driver's paths.
  virtual bool watches(DriverId driver) const = 0;
  /// The probability of what it knows, for a path of the driver's noise that goes from one node to the next.
  virtual double likelihood(const BlockState& state, std::size_t lane, DriverId driver, const NoiseNode& from,
                            const NoiseNode& to) const = 0;
};

/// The noise of drivers within a step, of each as of a driver by itself: it is known at the step's begin,
/// middle and end; in between it is drawn, from a stream of its own, by the bridge between the nodes on both
/// sides, and is itself a node from then on. What drivers that follow others have of their noise is known at
/// the middle and the end alone; a driver that is followed does not depend on its followers.
class NoisePaths {
public:
  /// A path as somebody sees it aside from the trajectory, with nodes of its own, which nobody else knows of.
  struct Aside {
    NoiseNodes& nodes;
    const PathWitness* witness = nullptr; ///< of the path up to a day
  };

  NoisePaths(const plan::Plan& plan, std::uint64_t seed, const DriverStepper& stepper, std::size_t widest);

  void set_witness(const PathWitness& witness) { witness_ = &witness; }
  void begin_step();

  /// The noise on a day up to which the path has gone, a node from now on.
  double at(const BlockState& state, std::size_t lane, DriverId driver, double day);
  double at(const BlockState& state, std::size_t lane, DriverId driver, double day, const Aside& aside) const;
  /// The noise on a day, of which nothing is remembered.
  double glance(const BlockState& state, std::size_t lane, DriverId driver, double day) const;
  /// Notes how much the noise is known to have been.
  void know(std::size_t lane, DriverId driver, const NoiseNode& node);
  /// Whether more is known of the path than its middle and its end.
  bool knows(std::size_t lane, DriverId driver) const {
    return !nodes(lane, driver).empty() || (witness_ != nullptr && witness_->watches(driver));
  }
  /// The first node after a day before the step's end.
  NoiseNode next(const BlockState& state, std::size_t lane, DriverId driver, double day,
                 const NoiseNodes& aside) const;

  /// A standard normal number of the driver's on the day, for those who draw its noise together with others'.
  double normal(const BlockState& state, std::size_t lane, DriverId driver, double day) const;

private:
  std::size_t place_of(std::size_t lane, DriverId driver) const {
    return lane * plan_.drivers.size() + driver.number();
  }
  const NoiseNodes& nodes(std::size_t lane, DriverId driver) const { return nodes_[place_of(lane, driver)]; }
  double drawn(const BlockState& state, std::size_t lane, DriverId driver, double day,
               const NoiseNodes& aside, const PathWitness* witness) const;
  NoiseNode last(const BlockState& state, std::size_t lane, DriverId driver, double day,
                 const NoiseNodes& aside) const;
  NoiseNode middle(const BlockState& state, std::size_t lane, DriverId driver) const;

  const plan::Plan& plan_;
  const DriverStepper& stepper_;
  const PathWitness* witness_ = nullptr;
  IdVector<DriverId, StreamKey> keys_;
  std::vector<NoiseNodes> nodes_; ///< [lane][driver], besides begin, middle and end
  std::vector<std::size_t> used_; ///< of these, those that have some
};

} // namespace casus::simulation
