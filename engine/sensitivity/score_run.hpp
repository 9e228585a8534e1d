#pragma once

#include "casus/run.hpp"
#include "sensitivity/answer_scores.hpp"
#include "sensitivity/directions.hpp"
#include "sensitivity/score_sums.hpp"

#include <memory>
#include <string>
#include <vector>

namespace casus::sensitivity {

/// Simulates a plan once and gathers the scores of numbers against the answers to questions. The same to the
/// last bit for any number of threads.
class ScoreRun {
public:
  /// `paths` are of differentiable numbers, `options` settled; the plan outlives it.
  ScoreRun(const plan::Plan& plan, const std::vector<std::string>& paths, std::vector<Asked> asked,
           const RunOptions& options);

  /// Simulates all of it; may be called once. Throws RunError.
  void simulate();

  const ScoreSums& sums() const { return sums_; }
  std::uint64_t finished() const { return finished_; }

private:
  struct Workplace;

  std::uint64_t clusters() const;
  std::size_t group_of(const simulation::BlockSpec& spec, std::size_t world) const;
  void take(const simulation::BlockSpec& spec, const Workplace& workplace);

  const plan::Plan& plan_;
  const RunOptions& options_;
  std::vector<Asked> asked_;
  ScorePlan scores_;
  Directions directions_;
  std::vector<Controls> controls_; ///< of each question
  ScoreSums sums_;
  std::uint64_t finished_ = 0;
};

} // namespace casus::sensitivity
