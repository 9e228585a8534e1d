// The occupancy of rungs is kept apart for random groups of worlds, or of blocks where there is one world;
// that of a difference scatters between them as it would between runs of their size (Wolter 2007, ch. 2).

#include "analysis/differences.hpp"
#include "tally/estimates.hpp"

#include <algorithm>
#include <limits>

namespace casus::analysis {
namespace {

/// A ladder in two tallies of as many groups.
struct Pair {
  const tally::Tally& from;
  const tally::Tally& to;
  std::size_t from_rung; ///< the first of the ladder's in each
  std::size_t to_rung;
};

/// For each group, how many more trajectories stand on the rung in the second tally than in the first.
std::vector<tally::ClusterSum> sums_of(const Pair& pair, std::size_t point, std::size_t rungs,
                                       std::size_t rung) {
  std::vector<tally::ClusterSum> sums(pair.from.groups());
  for (std::size_t group = 0; group < sums.size(); ++group) {
    for (std::size_t r = 0; r < rungs; ++r)
      sums[group].trials += pair.from.occupied(group, point, pair.from_rung + r);
    sums[group].sum = static_cast<double>(pair.to.occupied(group, point, pair.to_rung + rung)) -
                      pair.from.occupied(group, point, pair.from_rung + rung);
  }
  std::erase_if(sums, [](const tally::ClusterSum& group) { return group.trials == 0; });
  return sums;
}

double mean_of(const std::vector<tally::ClusterSum>& groups) {
  tally::ClusterSum all;
  for (const tally::ClusterSum& group : groups) all.trials += group.trials, all.sum += group.sum;
  return all.trials > 0 ? all.sum / all.trials : 0;
}

double se_of(const std::vector<tally::ClusterSum>& groups) {
  return groups.size() < 2 ? std::numeric_limits<double>::quiet_NaN() : tally::clustered_se(groups);
}

bool have_same_rungs(const Ladder& first, const Ladder& second) {
  return std::equal(first.rungs.begin(), first.rungs.end(), second.rungs.begin(), second.rungs.end(),
                    [](const Rung& a, const Rung& b) { return a.name == b.name; });
}

std::optional<std::size_t> counterpart(const Ladder& ladder, const Scenario& scenario) {
  for (std::size_t l = 0; l < scenario.ladders.size(); ++l)
    if (scenario.ladders[l].name == ladder.name && have_same_rungs(ladder, scenario.ladders[l])) return l;
  return std::nullopt;
}

LadderDifference difference_of(const Ladder& ladder, const Pair& pair, const std::vector<double>& days) {
  LadderDifference difference{.name = ladder.name, .days = days};
  for (const Rung& rung : ladder.rungs) difference.rungs.push_back(rung.name);
  for (std::size_t point = 0; point < days.size(); ++point) {
    auto& differences = difference.difference.emplace_back();
    auto& errors = difference.se.emplace_back();
    for (std::size_t rung = 0; rung < ladder.rungs.size(); ++rung) {
      const auto groups = sums_of(pair, point, ladder.rungs.size(), rung);
      differences.push_back(mean_of(groups));
      errors.push_back(se_of(groups));
    }
  }
  return difference;
}

} // namespace

std::vector<LadderDifference> ladder_differences(const PairedRun& run, std::size_t whatif) {
  // Both have one grid, which ends sooner where the horizon is nearer.
  std::vector<double> days = run.grid(0);
  days.resize(std::min(days.size(), run.grid(whatif).size()));
  const tally::Tally &from = run.tally(0), &to = run.tally(whatif);
  const auto& ladders = run.scenario(0).ladders;
  std::vector<LadderDifference> differences;
  for (std::size_t l = 0; l < ladders.size(); ++l)
    if (const auto other = counterpart(ladders[l], run.scenario(whatif)))
      differences.push_back(
          difference_of(ladders[l], {from, to, from.first_rungs()[l], to.first_rungs()[*other]}, days));
  return differences;
}

} // namespace casus::analysis
