#pragma once

#include "casus/fit.hpp"
#include "simulation/changes.hpp"
#include "simulation/driver_stepper.hpp"
#include "simulation/hazards.hpp"
#include "simulation/stale.hpp"
#include "simulation/watches.hpp"

#include <span>
#include <vector>

namespace casus::fitting {

class Replay;

/// Looks on while a history is replayed.
class ReplayObserver {
public:
  virtual ~ReplayObserver() = default;
  virtual void begin(const Sequence&) {}
  /// From `day` on the intensity of the clock is another one.
  virtual void evaluated(plan::ClockId clock, double day, Replay& replay) = 0;
  /// The event is about to change the state.
  virtual void before(const RecordedEvent&, const Replay&) {}
  virtual void end(double /*day*/) {}
};

/// What an intensity is made of: base exp(sum of weights times terms).
struct Ingredients {
  double base = 0;             ///< 0 while the clock cannot run
  std::vector<double> terms{}; ///< in the order of the plan's factor

  bool operator==(const Ingredients&) const = default;
};

/// Replays sequences through the plan of a Specification: recorded events have their effects at their own
/// times, covariates their values from their own days on, and drivers move at grid points, as in a
/// simulation. Of events and covariates of one time, events come first; on a grid point, the grid's own
/// follow: firings on dates, the drivers' move, covariates.
class Replay {
public:
  Replay(const plan::Plan& plan, const History& history);

  void run(const Sequence& sequence, ReplayObserver& observer);

  /// Of a trigger, or of a ladder as if it stood on the rung.
  Ingredients ingredients(plan::ClockId clock);
  Ingredients ingredients(plan::ClockId clock, int rung);
  /// Why the clock cannot run: "its 'when' does not hold".
  std::string why_stopped(plan::ClockId clock) const;
  const plan::Plan& plan() const { return plan_; }

private:
  void begin(const Sequence& sequence);
  void start_covariates();
  void step(std::size_t step, double until);
  bool play_next(double end);
  void play(const RecordedEvent& event);
  void play(const CovariateRow& row);
  void arrive(std::size_t point);
  void fire(int trigger, std::span<const double> marks);
  void fire_schedule(std::size_t point);
  void fire_pending();
  void look(bool only_moving);
  void settle();
  void tell(std::span<const plan::ClockId> clocks);
  std::vector<double> marks_of(const RecordedEvent& event) const;

  const plan::Plan& plan_;
  const History& history_;
  simulation::BlockState state_;
  simulation::DriverStepper drivers_;
  simulation::HazardEvaluator hazards_;
  simulation::Watcher watcher_;
  simulation::TouchedRows touched_;
  simulation::ChangeMaker changes_;
  simulation::Stale stale_;
  std::vector<plan::ClockId> all_clocks_, moving_clocks_;
  const Sequence* sequence_ = nullptr;
  ReplayObserver* observer_ = nullptr;
  std::size_t next_event_ = 0, next_covariate_ = 0, next_scheduled_ = 0;
  double day_ = 0;
};

} // namespace casus::fitting
