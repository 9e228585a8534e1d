#pragma once

#include "analysis/candidates.hpp"
#include "casus/run.hpp"
#include "plan/plan.hpp"

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace casus::analysis {

/// When a candidate first came in a trajectory. Events are counted from 1 in each trajectory.
struct Moment {
  float day = std::numeric_limits<float>::infinity(); ///< infinite where it never came
  std::uint32_t event = std::numeric_limits<std::uint32_t>::max();
};

/// When an outcome was first met in a trajectory.
struct Passage {
  double day = std::numeric_limits<double>::infinity(); ///< infinite where it was not
  std::uint32_t event = 0; ///< that met it, or the last one before it was met at a grid point
  bool is_trial = false;   ///< its `given` held, and the trajectory was finished

  bool is_hit() const { return is_trial && day < std::numeric_limits<double>::infinity(); }
};

inline bool came_by(const Moment& moment, const Passage& passage) { return moment.event <= passage.event; }

/// The first moments of all candidates and the passages of all event outcomes in the first trajectories of a
/// run: as many as bounded memory and time allow, at most 20,000.
class FirstMoments {
public:
  /// Simulates them. Throws RunError.
  FirstMoments(const plan::Plan& plan, const RunOptions& settled);

  const Candidates& candidates() const { return candidates_; }
  /// The candidate's first moment in each trajectory.
  std::span<const Moment> moments(std::size_t candidate) const {
    return std::span(moments_).subspan(candidate * trajectories_, trajectories_);
  }
  /// The outcome's passage in each trajectory; a value outcome has no trials.
  std::span<const Passage> passages(std::size_t outcome) const {
    return std::span(passages_).subspan(outcome * trajectories_, trajectories_);
  }
  std::uint64_t finished() const { return finished_; }

private:
  class Recorder;
  void simulate(const plan::Plan& plan, const RunOptions& options);

  Candidates candidates_;
  std::size_t trajectories_;
  std::vector<Moment> moments_;   ///< [candidate][trajectory]
  std::vector<Passage> passages_; ///< [outcome][trajectory]
  std::uint64_t finished_ = 0;
};

} // namespace casus::analysis
