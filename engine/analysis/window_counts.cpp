#include "analysis/window_counts.hpp"

#include <algorithm>
#include <cmath>

namespace casus::analysis {

using tally::ClusterSum;

namespace {

/// An error is known to a twentieth from so many groups; fewer are kept where there are many outcomes and
/// events, so that their sums take no more than 64 MB.
constexpr std::size_t most_groups = 256;
constexpr std::size_t fewest_groups = 16;
constexpr std::size_t most_sums = 4'000'000;

std::size_t groups_for(const RunOptions& settled, std::size_t pairs) {
  const std::uint64_t clusters =
      *settled.worlds > 1 ? tally::clusters_of(*settled.worlds) : simulation::cells_of(settled.trajectories);
  const std::size_t kept =
      std::clamp(most_sums / std::max<std::size_t>(1, pairs), fewest_groups, most_groups);
  return std::min<std::uint64_t>(clusters, kept);
}

void add(const ClusterSum& each, ClusterSum& sum) {
  sum.trials += each.trials;
  sum.sum += each.sum;
}

} // namespace

WindowCounts::WindowCounts(const plan::Plan& plan, std::vector<std::size_t> outcomes, std::size_t candidates,
                           const RunOptions& settled)
    : plan_(plan), outcomes_(std::move(outcomes)), candidates_(candidates), worlds_(*settled.worlds),
      groups_(groups_for(settled, candidates * outcomes_.size())), trajectories_(groups_),
      coming_(groups_ * candidates), answers_(groups_ * outcomes_.size()),
      came_(groups_ * candidates * outcomes_.size()), met_by_then_(candidates * outcomes_.size()),
      squares_(outcomes_.size()), lane_{std::vector<ClusterSum>(outcomes_.size()),
                                        std::vector<double>(outcomes_.size())} {}

std::size_t WindowCounts::group_of(const simulation::BlockSpec& spec, std::size_t lane) const {
  const std::uint64_t cluster = worlds_ > 1 ? tally::cluster_of(spec.world(lane), worlds_)
                                            : (spec.first + lane) / simulation::cell_lanes;
  return cluster % groups_;
}

void WindowCounts::look(const simulation::BlockState& state, std::size_t lane) {
  for (std::size_t i = 0; i < outcomes_.size(); ++i) {
    const OutcomeId outcome(outcomes_[i]);
    const bool is_trial = state.givens(outcome, lane) != 0;
    lane_.answers[i] = is_trial ? ClusterSum{1, state.answer(plan_, outcome, lane)} : ClusterSum{};
    lane_.met[i] = is_trial && !plan_.outcomes[outcome].value ? state.first_passages(outcome, lane)
                                                              : WindowWatcher::never;
    if (is_trial) squares_[i].add(lane_.answers[i].sum);
  }
}

void WindowCounts::add(const WindowWatcher& seen) {
  const simulation::BlockState& state = seen.state();
  for (std::size_t lane = 0; lane < state.spec.lanes; ++lane) {
    const std::size_t group = group_of(state.spec, lane);
    look(state, lane);
    ++trajectories_[group];
    for (std::size_t i = 0; i < outcomes_.size(); ++i)
      analysis::add(lane_.answers[i], answers_[group * outcomes_.size() + i]);
    for (std::size_t c = 0; c < candidates_; ++c)
      if (const double day = seen.first_day(c, lane); std::isfinite(day)) add(c, day, group);
  }
}

void WindowCounts::add(std::size_t candidate, double day, std::size_t group) {
  ++coming_[group * candidates_ + candidate];
  const auto sums = came_.begin() + static_cast<std::ptrdiff_t>(place(group, candidate));
  const auto met = met_by_then_.begin() + static_cast<std::ptrdiff_t>(candidate * outcomes_.size());
  for (std::size_t i = 0; i < outcomes_.size(); ++i) {
    const auto at = static_cast<std::ptrdiff_t>(i);
    analysis::add(lane_.answers[i], sums[at]);
    met[at] += lane_.met[i] <= day;
  }
}

std::uint64_t WindowCounts::trajectories() const {
  double all = 0;
  for (const double count : trajectories_) all += count;
  return static_cast<std::uint64_t>(all);
}

std::vector<ClusterSum> WindowCounts::coming(std::size_t candidate) const {
  std::vector<ClusterSum> sums;
  for (std::size_t g = 0; g < groups_; ++g)
    if (trajectories_[g] > 0) sums.push_back({trajectories_[g], coming_[g * candidates_ + candidate]});
  return sums;
}

std::vector<ClusterSum> WindowCounts::answers(std::size_t outcome) const {
  std::vector<ClusterSum> sums;
  for (std::size_t g = 0; g < groups_; ++g)
    if (const ClusterSum& sum = answers_[g * outcomes_.size() + outcome]; sum.trials > 0) sums.push_back(sum);
  return sums;
}

std::vector<SplitSum> WindowCounts::split(std::size_t candidate, std::size_t outcome) const {
  std::vector<SplitSum> sums;
  for (std::size_t g = 0; g < groups_; ++g)
    if (const ClusterSum& all = answers_[g * outcomes_.size() + outcome]; all.trials > 0)
      sums.push_back({all, came_[place(g, candidate) + outcome]});
  return sums;
}

} // namespace casus::analysis
