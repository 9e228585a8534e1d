#pragma once

#include "casus/changes.hpp"
#include "casus/result.hpp"
#include "casus/run.hpp"
#include "casus/scenario.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace casus {

/// What-if minus baseline of one outcome (probability or mean), from the paired trajectories: both runs use
/// the same streams (common random numbers; Glasserman & Yao 1992).
struct Difference {
  std::string outcome{};
  std::optional<double> difference{}; ///< none where one of the two has no trials, or not the outcome
  double se = 0;                      ///< clustered by world where there are several
  Interval ci95{};
  std::optional<double> correlation{}; ///< of the two estimates; none where one of them does not vary
  std::optional<double>
      variance_ratio{};      ///< variance of the difference of two independent runs to this one's
  std::uint64_t changed = 0; ///< trajectories whose answer (trial, hit or value) is another in the what-if
  std::string doubt{}; ///< why this says little ("only 3 trajectories differ"); empty where it says enough
};

/// What-if minus baseline of the occupancy of a ladder's rungs.
struct LadderDifference {
  std::string name{};
  std::vector<std::string> rungs{};
  std::vector<double> days{};                    ///< those that both grids have
  std::vector<std::vector<double>> difference{}; ///< [day][rung]
  std::vector<std::vector<double>> se{};         ///< [day][rung]
};

struct WhatIf {
  std::string file{}; ///< its name without folders, or as it was given where two would be the same
  Result result{};
  std::vector<Difference> differences{}; ///< of the baseline's outcomes, in its order
  std::vector<LadderDifference> ladders{};
};

struct Comparison {
  Result baseline{};
  std::vector<WhatIf> whatifs{};
};

/// Simulates all of them on the same streams and one grid, and compares each what-if with the baseline.
/// Throws RunError (among others where they begin on different dates).
Comparison compare(const Scenario& baseline, const std::vector<Scenario>& whatifs, const RunOptions& options);

/// An effect on an outcome with its error.
struct Effected {
  double effect = 0;
  double se = 0;
  Interval ci95{};
};

/// What one group of changes does to an outcome.
struct Contribution {
  Effected alone{}; ///< baseline with it alone, minus baseline
  Effected last{};  ///< what-if, minus what-if without it
  std::optional<Effected>
      shapley{};             ///< its mean over all orders of the changes (Shapley 1953), where they are few
  bool does_nothing = false; ///< not one trajectory answers differently for it
};

struct ExplainedOutcome {
  std::string outcome{};
  std::optional<Difference> whole{};
  std::vector<Contribution> contributions{}; ///< of each group; they sum to the whole in Shapley form
};

/// One what-if's effect split over its changes.
struct Explanation {
  std::string whatif{};
  std::vector<std::vector<ScenarioChange>> groups{};
  std::vector<ExplainedOutcome> outcomes{};
  Result baseline{};
  Result result{};
};

Explanation explain(const Changes& changes, const RunOptions& options);

} // namespace casus
