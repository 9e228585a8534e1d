#pragma once

#include "casus/fit.hpp"
#include "simulation/block_simulator.hpp"

#include <span>
#include <vector>

namespace casus::fitting {

class Replay;

/// Looks on while a history is replayed.
class ReplayObserver {
public:
  virtual ~ReplayObserver() = default;
  virtual void begin(const Sequence&) {}
  /// Tells that the intensity of the clock may be another one from `day` on.
  virtual void evaluated(plan::ClockId clock, double day, Replay& replay) = 0;
  /// The event, a number of the sequence, is about to change the state.
  virtual void before(std::size_t /*event*/, Replay&) {}
  virtual void end(double /*day*/) {}
};

/// What an intensity is made of: base exp(sum of weights times terms).
struct Ingredients {
  double base = 0;             ///< 0 while the clock cannot run
  std::vector<double> terms{}; ///< in the order of the plan's factor

  bool operator==(const Ingredients&) const = default;
};

/// Replays sequences through the plan of a Specification by the stepper that simulates: recorded events are
/// events like any others, covariates have their values from their own days on, and clocks do not run.
class Replay {
public:
  Replay(const plan::Plan& plan, const History& history);

  void run(const Sequence& sequence, ReplayObserver& observer);

  /// The ingredients of an intensity: of a trigger, or of a ladder as if it stood on the rung.
  Ingredients ingredients(plan::ClockId clock);
  Ingredients ingredients(plan::ClockId clock, int rung);
  /// Why the clock cannot run: "its 'when' does not hold".
  std::string why_stopped(plan::ClockId clock) const;
  /// How often the trigger has fired so far.
  double firings(TriggerId trigger) const {
    return simulator_.state().at(plan_.triggers[trigger].count_row, 0);
  }
  double number(plan::NumberId id) const { return simulator_.state().world(0).number(id); }
  const plan::Plan& plan() const { return plan_; }

private:
  class Listener;

  simulation::HazardEvaluator& hazards();
  simulation::Record record_of(const Sequence& sequence) const;
  simulation::Record::Values values_of(const CovariateRow& row) const;

  const plan::Plan& plan_;
  const History& history_;
  simulation::BlockSimulator simulator_;
  std::optional<simulation::HazardEvaluator> hazards_; ///< of the simulator's state
  simulation::Moment moment_;
};

} // namespace casus::fitting
