#pragma once

#include "casus/compare.hpp"
#include "tally/contrast.hpp"
#include "tally/joint_run.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace casus::analysis {

/// Pairs of members of a paired run, and weights of members.
using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;
using Weights = std::vector<std::pair<std::size_t, double>>;

/// A scenario of a paired run, and whether its whole result is wanted or its answers alone.
struct Member {
  std::shared_ptr<const Scenario> scenario{};
  bool is_whole = true;
  bool is_refined = false; ///< by half the step, with the noise of the whole one
};

/// Scenarios simulated on the same streams and one grid, with their answers to the outcomes of the first.
/// Those with the same fingerprint are simulated once. Members are named by their place in the list.
class PairedRun {
public:
  /// The trajectories are counted that the members of each of the `pairs` answer differently. Throws
  /// RunError.
  PairedRun(std::vector<Member> members, const Pairs& pairs, const RunOptions& options);

  /// Stage by stage until it is enough, if that is told; else all.
  void simulate(const tally::Stages& stages = {});

  const Scenario& scenario(std::size_t member) const { return *members_[member].scenario; }
  /// Whether nothing that could change a result is different in the two.
  bool are_equal(std::size_t first, std::size_t second) const {
    return course_of_[first] == course_of_[second];
  }
  std::uint64_t worlds() const { return *options_.worlds; }
  const std::vector<double>& grid(std::size_t member) const { return plans_[course_of_[member]].grid; }
  Result result(std::size_t member) const;
  const tally::Tally& tally(std::size_t member) const { return run_->tally(course_of_[member]); }

  tally::PairedEstimates estimates(std::size_t outcome) const { return {run_->answers(), outcome}; }
  /// The member's number among the plans of the estimates.
  std::size_t course(std::size_t member) const { return course_of_[member]; }
  bool asks(std::size_t member, std::size_t outcome) const;
  /// How many trajectories the members of the pair, a number in `pairs`, answer differently.
  std::uint64_t changed(std::size_t outcome, std::size_t pair) const;
  /// The sum of weights, which sum to zero, times means of members; none where one of them has no trials.
  std::optional<Effected> effect(std::size_t outcome, const Weights& weights, std::uint64_t changed) const;

private:
  void give_courses();
  void compile();
  void check_memory() const;
  tally::Pairing pairing(const Pairs& pairs) const;

  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  std::vector<Member> members_;
  RunOptions options_;
  std::vector<std::size_t> course_of_; ///< of each member
  std::vector<Member> courses_;        ///< the first member of each
  std::vector<plan::Plan> plans_;      ///< of each course
  std::optional<tally::JointRun> run_;
};

} // namespace casus::analysis
