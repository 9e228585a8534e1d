#pragma once

#include "casus/trace.hpp"
#include "formula/event_times.hpp"
#include "plan/plan.hpp"
#include "simulation/clock_states.hpp"
#include "simulation/moment.hpp"
#include "simulation/record.hpp"
#include "simulation/streams.hpp"
#include "simulation/world.hpp"

#include <Eigen/Core>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace casus::simulation {

/// Trajectories first, first + stride, …: all of one world, one in each lane.
struct BlockSpec {
  std::uint64_t world = 0;
  std::uint64_t first = 0;
  std::uint64_t stride = 1;
  std::size_t lanes = 0;
  std::optional<Swap> swap{}; ///< of the world
};

/// A row a quantity, a lane a column; lanes are padded so that each takes the vector path.
using Rows = Eigen::Array<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using SingleRows = Eigen::Array<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Flags = Eigen::Array<std::uint8_t, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Counts = Eigen::Array<std::uint64_t, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Where the trajectories of a block are at one moment.
struct BlockState {
  BlockState(const plan::Plan& plan, std::size_t widest);

  std::shared_ptr<const World> world;
  BlockSpec spec;
  std::size_t width = 0; ///< lanes with padding; columns beyond it are not in use

  Rows rows;     ///< plan.rows
  Rows becoming; ///< of each driver that moves: what it becomes at the step's end, without its bounds
  ClockStates clocks;
  Counts draws;        ///< of each clock: thresholds drawn so far
  Flags truths;        ///< of each watch, when it was last looked at
  Rows first_passages; ///< of each outcome, days; infinite where not met
  Flags givens;        ///< of each outcome, from its grid point on
  Rows values;         ///< of each outcome, from its grid point on
  std::vector<formula::EventTimes> histories;

  /// Every lane at the start of the scenario, in its world, before anything has happened.
  void restart(const plan::Plan& plan);

  std::uint64_t trajectory(std::size_t lane) const { return spec.first + spec.stride * lane; }
  kernels::Trajectories trajectories() const { return {spec.first, spec.stride}; }
  double at(plan::Row row, std::size_t lane) const { return rows(row, static_cast<Eigen::Index>(lane)); }
  double& at(plan::Row row, std::size_t lane) { return rows(row, static_cast<Eigen::Index>(lane)); }

  /// What a lane answers to an outcome, from its grid point on: 1 or 0 of an event, the number of a value,
  /// not a number where its `given` does not hold.
  double answer(const plan::Plan& plan, std::size_t outcome, std::size_t lane) const;

  /// What formulas read on `day`; those of the step under way take smooth time at its middle.
  formula::Inputs inputs(double day, std::span<const double> marks = {}) const;
  formula::Inputs inputs(Moment moment) const;
};

/// One event of one lane, as observers are told of it.
struct Happening {
  std::size_t lane = 0;
  Moment moment{};
  Cause cause = Cause::hazard;
  int trigger = plan::none; ///< of the scenario, or
  int ladder = plan::none;  ///< of the scenario
  plan::ClockId clock = plan::none;
  std::span<const double> marks;
  const plan::ScheduledFiring* scheduled = nullptr; ///< of a scheduled or forced firing
  const Record::Firing* recorded = nullptr;         ///< of one that is told
};

/// Looks on while a block is simulated. Called from the thread that simulates it. Between two grid points
/// each lane's events come in their order, but those of different lanes in any.
class Observer {
public:
  virtual ~Observer() = default;
  /// Everything that belongs to the grid point has happened.
  virtual void at_grid_point(int point, const BlockState& state) = 0;
  /// The step that follows the grid point begins, with its intensities.
  virtual void at_step(Moment, const BlockState&) {}
  /// Whether it must be told of events without marks. Where not, it is told of none, and they may be
  /// simulated all lanes at once.
  virtual bool minds_unmarked_events() const { return true; }
  virtual void before(const Happening&, const BlockState&) {}
  virtual void after(const Happening&, const BlockState&) {}
  /// In a lane intensities of these clocks may have changed, though nothing happened.
  virtual void after_timer(std::size_t, Moment, std::span<const plan::ClockId>, const BlockState&) {}
  /// Whether it reads drivers' values when events happen.
  virtual bool reads_values() const { return false; }
  /// A scheduled firing might have come about in a lane, but was not drawn.
  virtual void not_drawn(std::size_t, const plan::ScheduledFiring&, const BlockState&) {}
  virtual void at_end(const BlockState& state) = 0;
};

/// Looks away.
class Bystander : public Observer {
public:
  void at_grid_point(int, const BlockState&) override {}
  bool minds_unmarked_events() const override { return false; }
  void at_end(const BlockState&) override {}
};

/// "trajectory 17, 2024-03-02: message"
[[noreturn]] void fail(const plan::Plan& plan, const BlockState& state, std::size_t lane, double day,
                       const std::string& message);

} // namespace casus::simulation
