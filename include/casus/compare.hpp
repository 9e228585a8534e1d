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

/// An effect on an outcome (a difference of probabilities or means) with its error, or what goes with it.
struct Effected {
  double effect = 0;
  double se = 0; ///< clustered by world where there are several
  Interval ci95{};
};

/// The probability in the what-if over that in the baseline.
struct RelativeProbability {
  double ratio = 1;
  Interval ci95{};
};

/// What-if minus baseline of one outcome (probability or mean), from the paired trajectories: both runs use
/// the same streams (common random numbers; Glasserman & Yao 1992).
struct Difference {
  std::string outcome{};
  std::optional<double> difference{}; ///< none where one of the two has no trials, or not the outcome
  double se = 0;                      ///< clustered by world where there are several
  Interval ci95{};                    ///< [0, 0] only where the what-if equals its baseline
  std::optional<RelativeProbability> relative{}; ///< of an event, where neither has too few hits
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
  std::vector<std::vector<double>>
      se{}; ///< [day][rung], by random groups; not a number where there is but one
};

struct WhatIf {
  std::string file{}; ///< its name without folders, or as it was given where two would be the same
  Result result{};
  std::vector<Difference> differences{};   ///< of the baseline's outcomes, in its order
  std::vector<LadderDifference> ladders{}; ///< of those that have the same rungs in both
};

/// A what-if in the order of effects.
struct Ranked {
  std::size_t whatif = 0;
  std::optional<Effected> ahead{}; ///< of the next one; none of the last, or where that has no difference
};

struct Ranking {
  std::string outcome{};
  std::vector<Ranked> order{}; ///< the largest difference first, those without one last
};

struct Comparison {
  Result baseline{};
  std::vector<WhatIf> whatifs{};
  std::vector<Ranking> rankings{}; ///< of each outcome, where there are several what-ifs
};

/// Simulates all of them on the same streams and one grid, which has the days of each, and compares each
/// what-if with the baseline. Throws RunError (among others where they begin on different dates).
Comparison compare(const Scenario& baseline, const std::vector<Scenario>& whatifs, const RunOptions& options);

/// What one group of changes does to an outcome. An effect is missing where one of its scenarios has no
/// trials.
struct GroupContribution {
  std::optional<Effected> alone{}; ///< baseline with it alone, minus baseline
  std::optional<Effected> last{};  ///< what-if, minus what-if without it
  std::optional<Effected>
      shapley{};             ///< its mean over all orders of the changes (Shapley 1953), where they are few
  bool does_nothing = false; ///< not one trajectory answers differently for it
};

struct ExplainedOutcome {
  std::string outcome{};
  std::vector<GroupContribution>
      contributions{}; ///< of each group; in Shapley form they sum to the difference
};

/// One what-if's effect split over its changes.
struct Explanation {
  Comparison comparison{}; ///< with the one what-if
  std::vector<std::vector<ScenarioChange>> groups{};
  std::vector<ExplainedOutcome> outcomes{}; ///< of the baseline's, in its order
};

/// Up to this many groups of changes get contributions in Shapley form, which take a run of each subset: 32
/// scenarios at once for 5 groups, and twice as many for each more.
inline constexpr std::size_t most_shapley_groups = 5;

/// Simulates baseline, what-if, and what lies between them on the same streams. `changes` are those of the
/// two. Throws RunError, and ScenarioError where one between them cannot be read.
Explanation explain(const Scenario& baseline, const Scenario& whatif, const Changes& changes,
                    const RunOptions& options);

} // namespace casus
