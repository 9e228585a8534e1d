#pragma once

#include "sensitivity/answer_watcher.hpp"
#include "sensitivity/controls.hpp"
#include "sensitivity/score_plan.hpp"

#include <Eigen/Core>
#include <vector>

namespace casus::sensitivity {

/// What is summed over the trajectories of a block that share a world, for one question. A trajectory that is
/// no trial adds nothing.
struct ScoredAnswer {
  double trials = 0;
  double answers = 0;       ///< hits, or values
  double squares = 0;       ///< of answers
  Eigen::VectorXd scores;   ///< of each number's score, as it stood once the answer was known
  Eigen::VectorXd products; ///< answer times score, the controls taken from the answer
};

/// Gathers answers and scores. The controls of the clocks in whose hazards a number stands are left out of
/// its products, for only those of other clocks have no covariance with its score.
class AnswerScores : public AnswerWatcher {
public:
  /// All of them outlive it.
  AnswerScores(const plan::Plan& plan, const ScorePlan& scores, const std::vector<Asked>& asked,
               const std::vector<Controls>& controls);

  /// The sums of the block, [world in the block][question], once it is at its end; begins the next one.
  std::vector<std::vector<ScoredAnswer>> take();

private:
  void add(std::size_t question, std::span<const LaneAnswer> answers, const ScoreRows& scores,
           const simulation::BlockState& state) override;
  void add(ScoredAnswer& sums, std::size_t question, std::span<const LaneAnswer> answers,
           const ScoreRows& scores);
  ScoredAnswer& sums_of(std::size_t world, std::size_t question);
  void add_score(ScoredAnswer& sums, ScoreId score, std::span<const LaneAnswer> answers,
                 const ScoreRows& scores) const;

  const ScorePlan& where_;
  const std::vector<Controls>& controls_;
  std::vector<std::vector<ScoredAnswer>> sums_; ///< [world in the block][question]
  std::vector<double> controlled_;              ///< of each answer: less all its controls
  IdVector<ScoreId, double> coefficients_;      ///< in the question at hand
};

} // namespace casus::sensitivity
