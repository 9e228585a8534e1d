#pragma once

#include "casus/run.hpp"

#include <string>
#include <vector>

namespace casus {

/// One quantity before and after an event; a ladder's value is its rung's index.
struct Alteration {
  bool is_ladder = false;
  int index = -1; ///< of the driver or ladder in the scenario
  double before = 0;
  double after = 0;
};

/// A term that made an event likelier (or less likely) when it happened: weight times term, and its text.
struct Contribution {
  std::string term{};
  double value = 0; ///< the intensity was multiplied by exp(value)
};

struct MarkValue {
  std::string name{};
  std::string category{}; ///< of a categorical mark
  double value = 0;       ///< of a numeric one
};

/// What made it happen.
enum class Cause { hazard, schedule, threshold, forced, observed };

/// An event of one trajectory: a trigger's firing, or a ladder's own step.
struct TracedEvent {
  double day = 0;
  Cause cause = Cause::hazard;
  int trigger = -1; ///< of the scenario, or -1
  int ladder = -1;  ///< of the scenario, or -1
  std::vector<MarkValue> marks{};
  double rate = 0;                           ///< per day, before the terms; of a hazard
  double intensity = 0;                      ///< per day, just before; of a hazard
  std::vector<Contribution> contributions{}; ///< strongest first
  std::vector<Alteration> alterations{};     ///< in the order of the drivers, then the ladders
  std::vector<int> outcomes_met{};           ///< outcomes whose condition was first met at this event
};

/// The story of one trajectory.
struct Trace {
  std::uint64_t trajectory = 0;
  std::uint64_t world = 0;
  std::uint64_t worlds = 1;
  std::uint64_t seed = 0;
  std::vector<double> parameters{}; ///< the world's, in the scenario's order
  std::vector<TracedEvent> events{};
  std::vector<double> final_drivers{};
  std::vector<int> final_rungs{};
  std::vector<std::uint64_t> counts{};                 ///< of each trigger
  std::vector<std::optional<double>> first_passages{}; ///< of each outcome, days; of event outcomes only
  std::vector<std::optional<double>> values{};         ///< of each outcome; of value outcomes only
};

/// Replays trajectory `trajectory` of run(scenario, options), to the last bit. Throws RunError.
Trace trace(const Scenario& scenario, const RunOptions& options, std::uint64_t trajectory);

} // namespace casus
