#include "casus/pathways.hpp"

#include "analysis/milestones.hpp"
#include "analysis/summaries.hpp"
#include "simulation/jobs.hpp"

#include <algorithm>
#include <map>

namespace casus {
namespace {

using namespace analysis;

constexpr std::size_t most_milestones = 8;
constexpr std::size_t fewest_milestones = 3;
constexpr std::size_t most_pathways = 12;
/// With fewer milestones more hits go the same way: so many milestones are left out that the pathways cover
/// this share of hits.
constexpr double wanted_cover = 0.5;

/// The associations of event outcomes, [outcome][candidate].
std::vector<std::vector<Association>> associations(const FirstMoments& record,
                                                   const std::vector<Trials>& trials, int threads) {
  const std::size_t candidates = record.candidates().size();
  std::vector<std::vector<Association>> found(trials.size(), std::vector<Association>(candidates));
  const auto work = [&](std::size_t candidate, std::size_t) {
    const auto moments = record.moments(candidate);
    const auto arrivals = arrivals_of(moments);
    for (std::size_t o = 0; o < trials.size(); ++o)
      found[o][candidate] = associate(moments, arrivals, trials[o]);
  };
  const auto take = [](std::size_t, std::size_t) {};
  simulation::run_jobs({.count = candidates, .work = work, .take = take},
                       simulation::actual_threads(threads));
  return found;
}

/// The order in which a hit passed the milestones.
std::vector<int> way(const FirstMoments& record, const Trials& trials, std::uint32_t hit,
                     std::span<const ChosenMilestone> milestones) {
  std::vector<std::pair<std::uint32_t, int>> passed;
  for (std::size_t m = 0; m < milestones.size(); ++m) {
    const Moment& moment = record.moments(milestones[m].candidate)[hit];
    if (came_by(moment, trials.passage(hit))) passed.emplace_back(moment.event, static_cast<int>(m));
  }
  std::sort(passed.begin(), passed.end(), [&](const auto& a, const auto& b) {
    const auto key = [&](const auto& p) {
      return std::pair(p.first, milestones[static_cast<std::size_t>(p.second)].candidate);
    };
    return key(a) < key(b);
  });
  std::vector<int> order;
  for (const auto& [event, milestone] : passed) order.push_back(milestone);
  return order;
}

std::vector<Pathway> commonest(const FirstMoments& record, const Trials& trials,
                               std::span<const ChosenMilestone> milestones) {
  std::map<std::vector<int>, std::vector<double>> days;
  for (const std::uint32_t hit : trials.hits())
    days[way(record, trials, hit, milestones)].push_back(trials.passage(hit).day);
  std::vector<Pathway> pathways;
  for (const auto& [order, passages] : days)
    pathways.push_back({order, passages.size(), median_of(passages)});
  std::stable_sort(pathways.begin(), pathways.end(),
                   [](const Pathway& a, const Pathway& b) { return a.count > b.count; });
  pathways.resize(std::min(pathways.size(), most_pathways));
  return pathways;
}

Milestone public_form(const ChosenMilestone& chosen, const FirstMoments& record, const Scenario& scenario) {
  const Candidate& candidate = record.candidates()[chosen.candidate];
  const Association& found = chosen.association;
  const auto hits = static_cast<double>(found.hits);
  return {.name = name_of(candidate, scenario),
          .about = about(candidate, scenario),
          .is_rung = candidate.is_rung(),
          .before_hits = found.came / hits,
          .at_risk = found.expected / hits,
          .z = found.z()};
}

OutcomePathways pathways_to(const FirstMoments& record, const Outcome& outcome, const Trials& trials,
                            const std::vector<Association>& associations, const Scenario& scenario) {
  OutcomePathways found{.outcome = outcome.name, .trials = trials.count(), .hits = trials.hits().size()};
  auto milestones = MilestoneChooser(record, outcome, trials, associations).choose(most_milestones);
  for (;; milestones.pop_back()) {
    found.pathways = commonest(record, trials, milestones);
    if (milestones.size() <= fewest_milestones || found.covered() >= wanted_cover) break;
  }
  for (const ChosenMilestone& milestone : milestones)
    found.milestones.push_back(public_form(milestone, record, scenario));
  return found;
}

} // namespace

double OutcomePathways::covered() const {
  std::uint64_t on_them = 0;
  for (const Pathway& pathway : pathways) on_them += pathway.count;
  return hits == 0 ? 0 : static_cast<double>(on_them) / static_cast<double>(hits);
}

Pathways pathways(const Scenario& scenario, const RunOptions& wanted) {
  const RunOptions options = settled(scenario, wanted);
  const plan::Plan plan = plan::compile(std::make_shared<const Scenario>(scenario));
  const FirstMoments record(plan, options);
  std::vector<Trials> trials;
  for (std::size_t o = 0; o < scenario.outcomes.size(); ++o) trials.emplace_back(record.passages(o));
  const auto found = associations(record, trials, options.threads);
  Pathways pathways{.trajectories = record.finished()};
  for (std::size_t o = 0; o < scenario.outcomes.size(); ++o)
    if (scenario.outcomes[o].when)
      pathways.outcomes.push_back(pathways_to(record, scenario.outcomes[o], trials[o], found[o], scenario));
  return pathways;
}

} // namespace casus
