#pragma once

#include "analysis/association.hpp"
#include "analysis/named.hpp"

#include <vector>

namespace casus::analysis {

struct ChosenMilestone {
  std::size_t candidate = 0;
  Association association;
};

/// Chooses the candidates that tell the hits of an outcome from the rest.
class MilestoneChooser {
public:
  /// `associations` are of each candidate. Keeps references.
  MilestoneChooser(const FirstMoments& record, const Outcome& outcome, const Trials& trials,
                   const std::vector<Association>& associations);

  /// The chosen milestones, at most so many: rungs that the outcome asks for, then the most telling first.
  std::vector<ChosenMilestone> choose(std::size_t most) const;

private:
  bool is_fit(std::size_t candidate) const;
  bool is_asked_for(std::size_t candidate) const;
  bool is_telling(std::size_t candidate) const;
  bool is_outcome_itself(std::size_t candidate) const;
  bool is_told_otherwise(std::size_t candidate) const;
  bool are_one(std::size_t first, std::size_t second) const;

  const FirstMoments& record_;
  const Trials& trials_;
  const std::vector<Association>& associations_;
  Named named_;
  double nearly_all_hits_;
  std::vector<bool> is_last_step_; ///< of each ladder: nearly all hits come with a step of it
};

} // namespace casus::analysis
