// What lies between a baseline and its what-if is a subset of the groups of changes, a bit a group. All
// subsets that are needed are members of one paired run, so that every contribution is a contrast of it.

#include "analysis/contributions.hpp"

#include "analysis/differences.hpp"

#include <algorithm>
#include <bit>
#include <filesystem>
#include <fmt/format.h>

namespace casus::analysis {
namespace {

using Subset = std::uint64_t;

constexpr std::size_t most_groups = 40; // each takes two scenarios more

constexpr std::size_t whatif = 1; // its number among the members

Subset only(std::size_t group) { return Subset{1} << group; }

/// A step between two subsets, of which the second has one group more.
struct Step {
  std::size_t group = 0;
  Subset without = 0;
  Subset with = 0;
};

/// The subsets on which an explanation rests: the baseline first, then the what-if.
class Lattice {
public:
  explicit Lattice(std::size_t groups) : groups_(groups), all_(only(groups) - 1) {
    subsets_ = {0, all_};
    for (std::size_t group = 0; group < groups; ++group) {
      add(only(group));
      add(all_ & ~only(group));
    }
    for (Subset subset = 0; is_complete() && subset < all_; ++subset) add(subset);
    find_steps();
  }

  bool is_complete() const { return groups_ <= most_shapley_groups; }
  std::size_t groups() const { return groups_; }
  const std::vector<Subset>& subsets() const { return subsets_; }
  std::size_t member(Subset subset) const {
    return static_cast<std::size_t>(std::find(subsets_.begin(), subsets_.end(), subset) - subsets_.begin());
  }
  bool is_first(const Step& step) const { return step.without == 0; }
  bool is_last(const Step& step) const { return step.with == all_; }

  const std::vector<Step>& steps() const { return steps_; }
  /// The pairs whose differing trajectories are counted: the steps', and at the end that of baseline and
  /// what-if.
  Pairs pairs() const {
    Pairs pairs;
    for (const Step& step : steps_) pairs.emplace_back(member(step.without), member(step.with));
    pairs.emplace_back(0, whatif);
    return pairs;
  }

  /// The share of all orders of the n groups in which a step is taken. With k before it, in any order, and
  /// the others behind it: k! (n - 1 - k)! / n!.
  double share_of_orders(const Step& step) const {
    auto orders = static_cast<double>(groups_);
    for (int i = 1; i <= std::popcount(step.without); ++i)
      orders = orders * (static_cast<double>(groups_) - i) / i;
    return 1 / orders;
  }

private:
  void add(Subset subset) {
    if (member(subset) == subsets_.size()) subsets_.push_back(subset);
  }

  void find_steps() {
    for (std::size_t group = 0; group < groups_; ++group)
      for (const Subset without : subsets_)
        if ((without & only(group)) == 0 && member(without | only(group)) < subsets_.size())
          steps_.push_back({group, without, without | only(group)});
  }

  std::size_t groups_;
  Subset all_;
  std::vector<Subset> subsets_;
  std::vector<Step> steps_;
};

std::vector<bool> flags(Subset subset, std::size_t groups) {
  std::vector<bool> flags;
  for (std::size_t group = 0; group < groups; ++group) flags.push_back((subset & only(group)) != 0);
  return flags;
}

std::vector<Member> members_of(const Lattice& lattice, const WayToWhatIf& way) {
  std::vector<Member> members{{std::make_shared<const Scenario>(way.baseline)},
                              {std::make_shared<const Scenario>(way.whatif)}};
  for (std::size_t member = members.size(); member < lattice.subsets().size(); ++member)
    members.push_back(
        {std::make_shared<const Scenario>(way.between(flags(lattice.subsets()[member], way.groups))), false});
  return members;
}

GroupContribution contribution(const PairedRun& run, const Lattice& lattice, std::size_t outcome,
                               std::size_t group) {
  GroupContribution contribution{.does_nothing = true};
  Weights shares;
  std::uint64_t most_changed = 0;
  for (std::size_t i = 0; i < lattice.steps().size(); ++i) {
    const Step& step = lattice.steps()[i];
    if (step.group != group) continue;
    const std::size_t without = lattice.member(step.without), with = lattice.member(step.with);
    const std::uint64_t changed = run.changed(outcome, i);
    const auto effect = run.effect(outcome, {{with, 1}, {without, -1}}, changed);
    if (lattice.is_first(step)) contribution.alone = effect;
    if (lattice.is_last(step)) contribution.last = effect;
    shares.emplace_back(with, lattice.share_of_orders(step));
    shares.emplace_back(without, -lattice.share_of_orders(step));
    most_changed = std::max(most_changed, changed);
  }
  contribution.does_nothing = most_changed == 0;
  if (lattice.is_complete()) contribution.shapley = run.effect(outcome, shares, most_changed);
  return contribution;
}

} // namespace

Explanation contributions(const WayToWhatIf& way, const RunOptions& options) {
  if (way.groups > most_groups)
    throw RunError(
        fmt::format("the what-if has {} changes, too many to explain one by one (at most {}): split "
                    "it into several",
                    way.groups, most_groups));
  const Lattice lattice(way.groups);
  const Pairs pairs = lattice.pairs();
  PairedRun run(members_of(lattice, way), pairs, options);
  run.simulate();
  Explanation explanation{.comparison = {.baseline = run.result(0)}};
  const std::string file = std::filesystem::path(way.whatif.file).filename().string();
  explanation.comparison.whatifs.push_back(what_if(run, file, pairs.size() - 1, whatif));
  for (std::size_t outcome = 0; outcome < way.baseline.outcomes.size(); ++outcome) {
    auto& explained = explanation.outcomes.emplace_back();
    explained.outcome = way.baseline.outcomes[outcome].name;
    for (std::size_t group = 0; group < way.groups; ++group)
      explained.contributions.push_back(contribution(run, lattice, outcome, group));
  }
  return explanation;
}

} // namespace casus::analysis
