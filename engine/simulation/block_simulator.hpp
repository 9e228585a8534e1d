#pragma once

#include "simulation/driver_stepper.hpp"
#include "simulation/lane_events.hpp"
#include "simulation/stopwatch.hpp"

namespace casus::simulation {

/// Simulates blocks of trajectories, one after the other, each over the whole horizon. Owns all the memory it
/// needs; one a thread. What it does depends on plan, seed and block alone.
class BlockSimulator {
public:
  BlockSimulator(const plan::Plan& plan, std::uint64_t seed);

  /// Throws RunError.
  void run(const BlockSpec& spec, Observer& observer);

  /// Where given, it is told of every phase, which costs a little time and changes no result.
  void set_stopwatch(Stopwatch* stopwatch) { stopwatch_ = stopwatch; }
  /// Events of all blocks so far.
  std::uint64_t events() const { return events_.count(); }

private:
  void enter(Phase phase) {
    if (stopwatch_ != nullptr) stopwatch_->enter(phase);
  }
  void enter_world(std::uint64_t world);
  void begin(const BlockSpec& spec);
  void start_rows();
  void step(std::size_t step);
  void run_down_clocks(double length);
  void run_lanes(double begin, double end);
  void fire_schedule(int grid_point);
  void look(double day, bool only_moving);
  void evaluate_outcomes(int grid_point);
  void evaluate_outcome(std::size_t outcome, double day);

  const plan::Plan& plan_;
  std::uint64_t seed_;
  BlockState state_;
  DriverStepper drivers_;
  HazardEvaluator hazards_;
  Watcher watcher_;
  LaneEvents events_;
  std::vector<std::vector<plan::ClockId>> running_out_; ///< of each lane
  std::vector<std::size_t> eventful_lanes_;
  std::vector<double> scratch_;
  std::vector<double> answers_;
  std::size_t next_scheduled_ = 0;
  Stopwatch* stopwatch_ = nullptr;
};

/// Lanes of a full block.
inline constexpr std::size_t block_lanes = 256;

} // namespace casus::simulation
