#pragma once

#include "analysis/window_watcher.hpp"
#include "casus/run.hpp"
#include "tally/clusters.hpp"

#include <cstdint>
#include <vector>

namespace casus::analysis {

/// The trials of a group of clusters: all, and those in which an event came.
struct SplitSum {
  tally::ClusterSum all{}, came{};
};

/// How often each candidate came in the window, and what outcomes were then, by groups of whole clusters (of
/// trajectories where there is one world). Its memory does not grow with the trajectories.
class WindowCounts {
public:
  WindowCounts(const plan::Plan& plan, std::vector<std::size_t> outcomes, std::size_t candidates,
               const RunOptions& settled);

  /// Adds the watcher's last block. Sums depend on the order of blocks.
  void add(const WindowWatcher& seen);

  std::uint64_t trajectories() const;
  /// How many of each group's trajectories there are, and in how many the candidate came.
  std::vector<tally::ClusterSum> coming(std::size_t candidate) const;
  /// Of the outcome in this place among the chosen ones, by groups that have trials.
  std::vector<SplitSum> split(std::size_t candidate, std::size_t outcome) const;
  std::vector<tally::ClusterSum> answers(std::size_t outcome) const;
  /// The sum of squared deviations of a value outcome's answers from their mean.
  double squares(std::size_t outcome) const { return squares_[outcome].squares; }
  /// Trials in which the outcome was met when the candidate first came, or before.
  std::uint64_t met_by_then(std::size_t candidate, std::size_t outcome) const {
    return met_by_then_[candidate * outcomes_.size() + outcome];
  }

private:
  struct LaneAnswers {
    std::vector<tally::ClusterSum> answers; ///< of each chosen outcome
    std::vector<double> met;                ///< days
  };

  std::size_t group_of(const simulation::BlockSpec& spec, std::size_t lane) const;
  void look(const simulation::BlockState& state, std::size_t lane);
  void add(std::size_t candidate, double day, std::size_t group);
  std::size_t place(std::size_t group, std::size_t candidate) const {
    return (group * candidates_ + candidate) * outcomes_.size();
  }

  const plan::Plan& plan_;
  std::vector<std::size_t> outcomes_;
  std::size_t candidates_;
  std::uint64_t worlds_;
  std::size_t groups_;
  std::vector<double> trajectories_;       ///< [group]
  std::vector<double> coming_;             ///< [group][candidate]
  std::vector<tally::ClusterSum> answers_; ///< [group][outcome]
  std::vector<tally::ClusterSum> came_;    ///< [group][candidate][outcome]
  std::vector<std::uint64_t> met_by_then_; ///< [candidate][outcome]
  std::vector<tally::Moments> squares_;    ///< [outcome]
  LaneAnswers lane_;                       ///< of the lane at hand
};

} // namespace casus::analysis
