#pragma once

#include "simulation/block_state.hpp"

#include <Eigen/Core>
#include <optional>
#include <utility>
#include <vector>

namespace casus::sensitivity {

/// What is asked of the trajectories: an outcome, or whether two events are both met.
struct Asked {
  std::size_t outcome = 0;
  std::optional<std::size_t> other{};
};

/// Sums over the trajectories of a block, of one question. A trajectory that is no trial adds nothing.
struct ScoredAnswer {
  double trials = 0;
  double answers = 0;       ///< hits, or values
  Eigen::VectorXd scores;   ///< of each score, as it stood once the answer was known
  Eigen::VectorXd products; ///< answer times score
};

/// Takes each trajectory's scores at the first grid point at which its answer is known: what comes later has
/// mean zero whatever the answer, so that it would be noise.
class AnswerScores {
public:
  AnswerScores(const plan::Plan& plan, std::vector<Asked> asked, std::size_t scores);

  void fold(int point, const simulation::BlockState& state, const simulation::Rows& scores);
  /// Of the block, once it is at its end; begins the next one.
  std::vector<ScoredAnswer> take();

private:
  enum class Known { not_yet, no_trial, answered };
  struct Finding {
    Known known = Known::not_yet;
    double answer = 0;
  };

  Finding find(const Asked& asked, int point, const simulation::BlockState& state, std::size_t lane) const;
  Finding find_both(const Asked& asked, int point, const simulation::BlockState& state,
                    std::size_t lane) const;
  void add(ScoredAnswer& sums, const simulation::Rows& scores) const;
  void clear();

  const plan::Plan& plan_;
  std::vector<Asked> asked_;
  std::size_t scores_;
  std::vector<ScoredAnswer> sums_;
  std::vector<std::vector<bool>> is_known_;           ///< [question][lane]
  std::vector<std::pair<std::size_t, double>> found_; ///< lanes whose answers are known at the point at hand
};

} // namespace casus::sensitivity
