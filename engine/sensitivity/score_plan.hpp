#pragma once

#include "casus/numbers.hpp"
#include "plan/plan.hpp"

#include <set>
#include <string>
#include <vector>

namespace casus::sensitivity {

using ScoreId = Id<struct ScoreTag>;

/// The derivative of a trajectory's log-likelihood: by the logarithm of a rate or share, by a weight or a
/// probability itself.
struct Score {
  std::string path{};
  NumberKind kind = NumberKind::rate;
  std::optional<plan::NumberId> number{}; ///< its value; none of a rate that is a formula of the state

  bool is_relative() const { return kind == NumberKind::rate || kind == NumberKind::share; }
};

/// What a number multiplies in the logarithm of an intensity.
struct HazardTerm {
  ScoreId score{};
  std::optional<Row> row{};    ///< of the term; none of a rate, which multiplies the intensity itself
  std::vector<double> is_on{}; ///< on each rung: 1 or 0
};

/// The scores of a categorical mark; none for numbers that are not asked for.
struct MarkScores {
  bool is_wanted = false;
  std::vector<std::optional<ScoreId>> shares{};
  std::vector<std::vector<std::optional<ScoreId>>> weights{}; ///< [category][term]
};

/// The places in a plan of the numbers by which the likelihood is to be differentiated. Beside their scores
/// there is one of each clock, its firings less its integrated hazard, to be a control variate.
struct ScorePlan {
  IdVector<ScoreId, Score> scores{};
  IdVector<plan::ClockId, std::vector<HazardTerm>> terms{};
  IdVector<TriggerId, std::vector<MarkScores>> marks{};
  IdVector<TriggerId, std::optional<ScoreId>> probabilities{};
  std::size_t asked = 0; ///< scores of numbers; those of the clocks follow
  IdVector<ScoreId, std::vector<ScoreId>>
      clocks_of{}; ///< of a number's score: those of the clocks in whose hazards it stands
  IdVector<TriggerId, std::vector<plan::ClockId>>
      after_trigger{}; ///< clocks with terms that a firing may change
  IdVector<LadderId, std::vector<plan::ClockId>> after_ladder{}; ///< the same of a ladder's own step

  ScoreId of_clock(plan::ClockId clock) const { return ScoreId(asked + clock.number()); }
  std::optional<ScoreId> find(const std::string& path) const;
};

/// Makes the score plan of the numbers at `paths`.
ScorePlan plan_scores(const plan::Plan& plan, const std::set<std::string>& paths);

} // namespace casus::sensitivity
