#pragma once

#include "casus/trace.hpp"
#include "formula/event_times.hpp"
#include "plan/plan.hpp"
#include "simulation/block_worlds.hpp"
#include "simulation/clock_states.hpp"
#include "simulation/lane_rows.hpp"
#include "simulation/moment.hpp"
#include "simulation/record.hpp"
#include "simulation/streams.hpp"

#include <Eigen/Core>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace casus::simulation {

/// The state of a block's trajectories at one moment.
struct BlockState {
  BlockState(const plan::Plan& plan, std::size_t widest);

  BlockWorlds worlds;
  BlockSpec spec;
  std::size_t width = 0; ///< lanes with padding; columns beyond it are not in use
  std::uint64_t first_stream =
      0;       ///< by which the first lane's draws are found: its trajectory, but in a past
  Step step{}; ///< under way

  // Lanes are padded so that each takes the vector path.
  LaneRows<Row, double> rows;
  LaneRows<DriverId, double> becoming; ///< of those that move, at the step's end, without their bounds
  /// What noise alone makes of each by the end of the step under way, as if nothing ever happened and there
  /// were no bounds: of mean zero in every world. Only where an observer reads it.
  LaneRows<DriverId, double> noises;
  ClockStates clocks;
  LaneRows<plan::ClockId, std::uint64_t> draws; ///< thresholds drawn so far
  LaneRows<plan::WatchId, std::uint8_t> truths; ///< what it was when it was last looked at
  LaneRows<OutcomeId, double> begins;           ///< days on which the question begins; infinite before
  LaneRows<OutcomeId, double> onsets;           ///< days on which its condition last came to hold
  LaneRows<OutcomeId, double> first_passages;   ///< days; infinite where not met
  LaneRows<OutcomeId, std::uint8_t> givens;     ///< from its grid point on
  LaneRows<OutcomeId, double> values;           ///< from its grid point on
  IdVector<HistoryId, formula::EventTimes> histories;

  /// Puts every lane at the start of the scenario, in its world, before anything has happened.
  void restart(const plan::Plan& plan);

  /// Puts every lane in the place of another, which may have several copies.
  void gather(std::span<const std::size_t> lanes);

  std::uint64_t trajectory(std::size_t lane) const { return spec.first + lane; }
  /// The number by which a lane's draws are found.
  std::uint64_t stream(std::size_t lane) const { return first_stream + lane; }
  const World& world(std::size_t lane) const { return worlds[worlds.of(lane)]; }
  double at(Row row, std::size_t lane) const { return rows(row, lane); }
  double& at(Row row, std::size_t lane) { return rows(row, lane); }

  bool has_begun(OutcomeId outcome, std::size_t lane) const;
  /// What a lane answers to an outcome, from its grid point on: 1 or 0 of an event, the number of a value,
  /// not a number where its `given` does not hold.
  double answer(const plan::Plan& plan, OutcomeId outcome, std::size_t lane) const;

  /// What formulas read on a day, or at a moment of the step under way, in which smooth functions of time are
  /// taken at the middle of what is left.
  formula::Inputs inputs(double day, std::span<const double> marks = {}) const;
  formula::Inputs inputs(Moment moment) const;
};

/// One event of one lane, as observers are told of it.
struct Happening {
  std::size_t lane = 0;
  Moment moment{};
  Cause cause = Cause::hazard;
  std::optional<TriggerId> trigger{}; ///< that fires, or
  std::optional<LadderId> ladder{};   ///< that moves
  std::optional<plan::ClockId> clock{};
  std::span<const double> marks;
  const plan::ScheduledFiring* scheduled = nullptr; ///< of a scheduled or forced firing
  const Record::Firing* recorded = nullptr;         ///< of one that is told
};

/// The events of which an observer must be told: those with marks; those too that may move ladders or meet
/// outcomes; or all. Those of which it need not be told may be simulated all lanes at once.
enum class Attention { marked, decisive, all };

/// An observer looks on while a block is simulated. It is called from the thread that simulates. Between two
/// grid points each lane's events come in their order, but those of different lanes in any.
class Observer {
public:
  virtual ~Observer() = default;
  virtual Attention attention() const { return Attention::all; }
  /// A block begins, before anything has happened in it.
  virtual void at_begin(const BlockState&) {}
  /// Everything that belongs to the grid point has happened.
  virtual void at_grid_point(std::size_t point, const BlockState& state) = 0;
  /// The step that follows the grid point begins, with its intensities.
  virtual void at_step(Moment, const BlockState&) {}
  virtual void before(const Happening&, const BlockState&) {}
  virtual void after(const Happening&, const BlockState&) {}
  /// The intensities of these clocks may have changed in a lane, though nothing happened.
  virtual void after_timer(std::size_t, Moment, std::span<const plan::ClockId>, const BlockState&) {}
  /// Whether it is told of what happens in the past of a block, too, in all lanes.
  virtual bool sees_past() const { return false; }
  /// Whether it reads drivers' values when events happen.
  virtual bool reads_values() const { return false; }
  /// Whether it reads what noise alone makes of drivers.
  virtual bool reads_noises() const { return false; }
  /// A scheduled firing might have come about in a lane, but was not drawn.
  virtual void not_drawn(std::size_t, const plan::ScheduledFiring&, const BlockState&) {}
  /// The horizon lies within the step, at the moment: what happens on it no longer moves the clocks.
  virtual void at_horizon(Moment, const BlockState&) {}
  virtual void at_end(const BlockState& state) = 0;
};

/// An observer that looks at nothing.
class Bystander : public Observer {
public:
  Attention attention() const override { return Attention::marked; }
  void at_grid_point(std::size_t, const BlockState&) override {}
  void at_end(const BlockState&) override {}
};

/// Throws RunError with the message behind its place: "trajectory 17, 2024-03-02: message".
[[noreturn]] void fail(const plan::Plan& plan, const BlockState& state, std::size_t lane, double day,
                       const std::string& message);

} // namespace casus::simulation
