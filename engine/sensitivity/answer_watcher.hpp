#pragma once

#include "sensitivity/score_plan.hpp"
#include "simulation/block_state.hpp"

#include <optional>
#include <span>
#include <vector>

namespace casus::sensitivity {

using ScoreRows = simulation::LaneRows<ScoreId, double>;

/// What is asked of the trajectories: an outcome, or whether two events are both met.
struct Asked {
  OutcomeId outcome{};
  std::optional<OutcomeId> other{};
};

/// The answer of a trial.
struct LaneAnswer {
  std::size_t lane = 0;
  double answer = 0; ///< 1 or 0 of an event
};

/// Takes each trajectory's scores at the first grid point at which its answer is known: what comes later has
/// mean zero whatever the answer, so that it would be noise.
class AnswerWatcher {
public:
  AnswerWatcher(const plan::Plan& plan, std::vector<Asked> asked);
  virtual ~AnswerWatcher() = default;

  /// Takes what has become known by a grid point. Called at each grid point of a block in turn.
  void fold(std::size_t point, const simulation::BlockState& state, const ScoreRows& scores);

protected:
  /// Some answers to a question have become known, in lanes that ascend.
  virtual void add(std::size_t question, std::span<const LaneAnswer> answers, const ScoreRows& scores,
                   const simulation::BlockState& state) = 0;
  const std::vector<Asked>& asked() const { return asked_; }

private:
  enum class Known { not_yet, no_trial, answered };
  struct Finding {
    Known known = Known::not_yet;
    double answer = 0;
  };

  Finding find(const Asked& asked, std::size_t point, const simulation::BlockState& state,
               std::size_t lane) const;
  Finding find_both(const Asked& asked, std::size_t point, const simulation::BlockState& state,
                    std::size_t lane) const;

  const plan::Plan& plan_;
  std::vector<Asked> asked_;
  std::vector<std::vector<bool>> is_known_; ///< [question][lane]
  std::vector<LaneAnswer> found_;           ///< at the point at hand
};

} // namespace casus::sensitivity
