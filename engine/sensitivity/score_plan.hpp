#pragma once

#include "casus/numbers.hpp"
#include "plan/plan.hpp"

#include <set>
#include <string>
#include <vector>

namespace casus::sensitivity {

/// The derivative of a trajectory's log-likelihood: by the logarithm of a rate or share, by a weight or a
/// probability itself.
struct Score {
  std::string path{};
  NumberKind kind = NumberKind::rate;
  plan::NumberId number = plan::none; ///< its value; none of a rate that is a formula of the state

  bool is_relative() const { return kind == NumberKind::rate || kind == NumberKind::share; }
};

/// What a number multiplies in the logarithm of an intensity.
struct HazardTerm {
  int score = plan::none;
  plan::Row row = plan::none;  ///< of the term; none of a rate, which multiplies the intensity itself
  std::vector<double> is_on{}; ///< on each rung: 1 or 0
};

/// Scores of a categorical mark; none of numbers that are not asked for.
struct MarkScores {
  bool is_wanted = false;
  std::vector<int> shares{};
  std::vector<std::vector<int>> weights{}; ///< [category][term]
};

/// Where in a plan the numbers stand by which the likelihood is to be differentiated. Beside their scores
/// there is one of each clock, its firings less its integrated hazard, to be a control variate.
struct ScorePlan {
  std::vector<Score> scores{};
  std::vector<HazardTerm> terms{};              ///< of all clocks
  std::vector<std::size_t> first_term{};        ///< of each clock, and the end
  std::vector<std::vector<MarkScores>> marks{}; ///< [trigger][mark]
  std::vector<int> probabilities{};             ///< score of each trigger's probability
  std::size_t asked = 0;                        ///< scores of numbers; those of the clocks follow
  std::vector<std::vector<int>>
      clocks_of{}; ///< [score of a number]: scores of the clocks in whose hazards it stands
  std::vector<std::vector<plan::ClockId>> after_trigger{}; ///< clocks with terms that a firing may change
  std::vector<std::vector<plan::ClockId>> after_ladder{};  ///< the same of a ladder's own step

  const Score* find(const std::string& path) const;
};

/// Of the numbers at `paths`.
ScorePlan plan_scores(const plan::Plan& plan, const std::set<std::string>& paths);

} // namespace casus::sensitivity
