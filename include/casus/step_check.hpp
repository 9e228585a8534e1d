#pragma once

#include "casus/result.hpp"
#include "casus/run.hpp"
#include "casus/scenario.hpp"

#include <optional>
#include <string>
#include <vector>

namespace casus {

/// Intensities follow drivers within a step to the second order in its length: whether that is good enough
/// can be seen by halving it (docs/methods.md, Time).

/// What half the step makes of an answer (probability or mean), from the same trajectories on refined noise.
struct StepEffect {
  std::string outcome{};
  std::string question{};
  bool is_event = true;
  std::optional<double> answer{}; ///< with the scenario's own step; none without trials
  double answer_se = 0;
  std::optional<double> difference{}; ///< half the step minus the step
  double se = 0;                      ///< of the difference
  Interval ci95{};                    ///< of the difference
  bool moves =
      false; ///< beyond chance, and farther than the answer's own 95% interval is wide to either side
};

struct StepCheck {
  Result run{};    ///< with the scenario's own step
  double step = 0; ///< days
  std::vector<StepEffect> effects{};
  std::optional<double> sufficient{}; ///< days: with this step no answer would move so far; where one does
};

/// Runs the scenario beside itself with half its step. Throws RunError.
StepCheck check_step(const Scenario& scenario, const RunOptions& options);

/// Warns of what the step is too long for, found without a simulation: drivers that forget within two steps,
/// or that wander so far in one that an intensity changes by more than half a unit of its logarithm.
std::vector<Problem> step_concerns(const Scenario& scenario);

} // namespace casus
