#pragma once

#include "casus/run.hpp"
#include "casus/scenario.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace casus {

/// Something on the way to an outcome: the first firing of a trigger, or the first arrival on a rung.
struct Milestone {
  std::string name{};  ///< of the trigger, or "ladder: rung"
  std::string about{}; ///< what the scenario says of it
  bool is_rung = false;
  double before_hits = 0; ///< share of the hits that it came before
  double without_hits =
      0; ///< share of the other trajectories in which it came at all, up to the outcome's date
};

/// One order of milestones that led to the outcome.
struct Pathway {
  std::vector<int> milestones{}; ///< indices, in the order in which they came
  std::uint64_t count = 0;       ///< hits that came this way
  double median_day = 0;         ///< of the outcome's first passage on this way
};

struct OutcomePathways {
  std::string outcome{};
  std::uint64_t trials = 0;
  std::uint64_t hits = 0;
  std::vector<Milestone> milestones{}; ///< those that tell hits from the rest, the most telling first
  std::vector<Pathway> pathways{};     ///< the commonest first
};

struct Pathways {
  std::uint64_t trajectories = 0;          ///< the first ones of the run, as many as were looked at
  std::vector<OutcomePathways> outcomes{}; ///< the event outcomes
};

/// The commonest ways to each event outcome, from the first trajectories of a run with these options.
Pathways pathways(const Scenario& scenario, const RunOptions& options);

} // namespace casus
