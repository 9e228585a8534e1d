#pragma once

#include "simulation/driver_stepper.hpp"
#include "simulation/lane_events.hpp"
#include "simulation/stopwatch.hpp"

#include <vector>

namespace casus::simulation {

/// Lanes of a full block: few enough for the second cache, enough to share the cost of decoding a step.
inline constexpr std::size_t block_lanes = 128;

/// Simulates blocks of trajectories, one after the other, each over the whole horizon. Owns all the memory it
/// needs; one a thread. What it does depends on plan, seed and block alone.
class BlockSimulator {
public:
  BlockSimulator(const plan::Plan& plan, std::uint64_t seed,
                 const kernels::Kernels& kernels = kernels::best_kernels());

  /// Throws RunError.
  void run(const BlockSpec& spec, Observer& observer);

  /// Where given, it is told of every phase, which costs a little time and changes no result.
  void set_stopwatch(Stopwatch* stopwatch) { stopwatch_ = stopwatch; }
  /// Where the last block stands at its end.
  const BlockState& state() const { return state_; }
  /// Events of all blocks so far.
  std::uint64_t events() const { return events_.count(); }

private:
  void enter(Phase phase) {
    if (stopwatch_ != nullptr) stopwatch_->enter(phase);
  }
  void enter_world(const BlockSpec& spec);
  void begin(const BlockSpec& spec);
  void start();
  void step(std::size_t step);
  double length_after(std::size_t point) const;
  void run_clocks(kernels::Evaluate evaluate, double day, double length);
  void fire_schedule(int grid_point);
  void look(double day, double end, bool only_moving);
  void evaluate_outcomes(int grid_point);
  void evaluate_outcome(std::size_t outcome, double day);

  const plan::Plan& plan_;
  const kernels::Kernels& kernels_;
  std::uint64_t seed_;
  BlockState state_;
  Expiries expiries_;
  DriverStepper drivers_;
  HazardEvaluator hazards_;
  Watcher watcher_;
  LaneEvents events_;
  std::vector<double> scratch_;
  std::vector<double> answers_;
  std::size_t next_scheduled_ = 0;
  Stopwatch* stopwatch_ = nullptr;
};

} // namespace casus::simulation
