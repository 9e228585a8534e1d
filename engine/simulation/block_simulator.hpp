#pragma once

#include "simulation/events/lane_events.hpp"
#include "simulation/evidence/past_run.hpp"
#include "simulation/stopwatch.hpp"

#include <vector>

namespace casus::simulation {

/// Simulates blocks of trajectories, one after the other, each over the whole horizon. Owns all the memory it
/// needs; one a thread. What it does depends on plan, seed and block alone.
class BlockSimulator {
public:
  BlockSimulator(const plan::Plan& plan, std::uint64_t seed,
                 const kernels::Kernels& kernels = kernels::best_kernels());

  /// Simulates a block. Throws RunError.
  void run(const BlockSpec& spec, Observer& observer) { run(spec, observer, nullptr); }
  /// Weighs the past: how well its world explains what was observed, with a block's lanes for particles.
  /// Throws RunError.
  Evidence weigh(const Past& past);
  /// In which lane the course of one of now went, in each step of the past of the last block.
  std::vector<std::size_t> lineage(std::size_t lane) const { return past_->lineage(lane); }
  /// Simulates a block in which what is recorded happens, instead of what chance would bring about, up to the
  /// record's end.
  void replay(const BlockSpec& spec, Observer& observer, const Record& record) {
    run(spec, observer, &record);
  }

  /// The stopwatch is told of every phase, which costs a little time and changes no result. None by default.
  void set_stopwatch(Stopwatch* stopwatch) { stopwatch_ = stopwatch; }
  /// The state of the last block at its end.
  const BlockState& state() const { return state_; }
  /// The same for an observer that changes something to see what would be, and puts it back.
  BlockState& state() { return state_; }
  /// Events of all blocks so far.
  std::uint64_t events() const { return events_.count(); }

private:
  /// What comes next in the block: of the plan's dates and readings, and of a record.
  struct Next {
    std::size_t scheduled = 0;
    plan::ReadingId reading{};
    std::size_t firing = 0, values = 0;
  };

  void enter(Phase phase) {
    if (stopwatch_ != nullptr) stopwatch_->enter(phase);
  }
  void run(const BlockSpec& spec, Observer& observer, const Record* record);
  void simulate(const BlockSpec& spec, Observer& observer);
  bool go_on_from(std::size_t point);
  void enter_worlds(const BlockSpec& spec);
  void begin(const BlockSpec& spec);
  void start();
  void begin_step(std::size_t step);
  bool run_step(std::size_t step);
  double next_known_day(double until) const;
  void happen_on(Moment moment, double until);
  void arrive(std::size_t point);
  void run_clocks(kernels::Evaluate evaluate, Moment step);
  void fire_schedule(Moment moment);
  void look(double day, Watcher::Which which);
  void read(plan::ReadingId reading);
  void look_aside(plan::ReadingId reading);
  void put_values(plan::ReadingId reading);
  void evaluate_outcomes(double day);
  void evaluate_outcome(OutcomeId outcome, double day);

  const plan::Plan& plan_;
  const kernels::Kernels& kernels_;
  std::uint64_t seed_;
  BlockState state_;
  Expiries expiries_;
  Agenda agenda_;
  Timers timers_;
  DriverStepper drivers_;
  NoisePaths noises_;
  DriverPaths paths_;
  HazardEvaluator hazards_;
  Watcher watcher_;
  Crossings crossings_;
  LaneEvents events_;
  std::optional<PastRun> past_; ///< of a plan that has one
  Observer* observer_ = nullptr;
  const Record* record_ = nullptr;
  std::vector<double> scratch_;
  std::vector<double> answers_;
  std::vector<double> values_; ///< of a reading
  Next next_;
  Stopwatch* stopwatch_ = nullptr;
};

} // namespace casus::simulation
