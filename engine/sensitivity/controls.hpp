#pragma once

#include "casus/run.hpp"
#include "plan/plan.hpp"
#include "sensitivity/answer_watcher.hpp"

#include <vector>

namespace casus::sensitivity {

/// A clock's score, and how often it is taken from an answer.
struct Control {
  ScoreId score{};
  double coefficient = 0;
};
using Controls = std::vector<Control>;

/// Finds controls for each question for which every trajectory is a trial; none for the others. `first` is
/// the number of the first clock's score. They come from trajectories beyond those of the run, so that
/// coefficients and scores are independent and no bias comes of them. `options` are settled.
std::vector<Controls> find_controls(const plan::Plan& plan, const std::vector<Asked>& asked,
                                    const ScorePlan& scores, const RunOptions& options);

} // namespace casus::sensitivity
