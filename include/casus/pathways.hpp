#pragma once

#include "casus/run.hpp"
#include "casus/scenario.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace casus {

/// Something that may come on the way to an outcome: the first firing of a trigger, or with a category of a
/// mark, or the first arrival on a rung.
struct Milestone {
  std::string name{};  ///< "strike", "strike (weapon nato)", or "ladder: rung"
  std::string about{}; ///< what the scenario says of it
  bool is_rung = false;
  double before_hits = 0; ///< share of the hits that it came before
  double at_risk = 0; ///< share of those that might have met the outcome on the hits' days and had it behind
                      ///< them: what `before_hits` would be if it had nothing to do with the outcome
  double z = 0;       ///< of the difference of the two, in standard errors (log-rank test)
};

/// One order of milestones that led to the outcome.
struct Pathway {
  std::vector<int> milestones{}; ///< indices, in the order in which they came; empty where none came
  std::uint64_t count = 0;       ///< hits that came this way
  double median_day = 0;         ///< of the outcome's first passage on this way
};

struct OutcomePathways {
  std::string outcome{};
  std::uint64_t trials = 0;
  std::uint64_t hits = 0;
  std::vector<Milestone> milestones{}; ///< those that tell hits from the rest, the most telling first
  std::vector<Pathway> pathways{};     ///< the commonest first, at most twelve

  /// The share of the hits that came one of these ways.
  double covered() const;
};

struct Pathways {
  std::uint64_t trajectories = 0; ///< the first ones of the run, as many as were looked at: at most 20,000
  std::vector<OutcomePathways> outcomes{}; ///< the event outcomes
};

/// Finds the commonest ways to each event outcome, from the first trajectories of a run with these options
/// (docs/methods.md). What comes before an outcome is associated with it, not always its cause. A run that
/// was stopped has fewer trajectories, perhaps none. Throws RunError.
Pathways pathways(const Scenario& scenario, const RunOptions& options);

} // namespace casus
