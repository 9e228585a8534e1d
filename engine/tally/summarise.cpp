#include "tally/summarise.hpp"

#include "tally/curve.hpp"
#include "tally/estimates.hpp"
#include "tally/world_spread.hpp"

#include <algorithm>

namespace casus::tally {
namespace {

/// What every cluster tells of one outcome or trigger; controls count where there is no trial, too.
std::vector<WorldsSum> sums_of(const Tally& tally, std::size_t i) {
  std::vector<WorldsSum> sums;
  for (const ClusterTally& cluster : tally.clusters)
    if (tally.clusters.size() == 1 || cluster[i].trials > 0 || cluster[i].control != 0)
      sums.push_back(cluster[i]);
  return sums;
}

/// An estimate with its standard error, and how many times as many trajectories would be as good without
/// controls, where there are any.
struct MeanAnswer {
  double value = 0;
  double se = 0;
  std::optional<double> gain{};
};

/// The mean of the trials: errors are told by clusters where there are several worlds, else by the variance
/// of independent trials.
MeanAnswer plain_mean(const std::vector<WorldsSum>& clusters, double variance) {
  double sum = 0, trials = 0;
  for (const WorldsSum& cluster : clusters) sum += cluster.sum, trials += cluster.trials;
  if (clusters.size() < 2) return {sum / trials, std::sqrt(variance / trials), {}};
  return {sum / trials, clustered_se(std::vector<ClusterSum>(clusters.begin(), clusters.end())), {}};
}

/// The same with what the controls take, if there are any.
MeanAnswer controlled_mean(const OutcomeTally& outcome, const std::vector<WorldsSum>& clusters,
                           double variance) {
  const MeanAnswer plain = plain_mean(clusters, variance);
  if (outcome.controlled.count == 0) return plain;
  std::vector<ClusterSum> left;
  double sum = 0, trials = 0;
  for (const WorldsSum& cluster : clusters) {
    left.push_back({cluster.trials, cluster.sum - cluster.control});
    sum += left.back().sum;
    trials += cluster.trials;
  }
  const double of_trajectories = std::sqrt(outcome.controlled.variance() * outcome.controlled.count) / trials;
  const double se = clusters.size() < 2 ? of_trajectories : clustered_se(left);
  return {sum / trials, se, se > 0 ? std::pow(plain.se / se, 2) : 1};
}

/// The day by which the share p of all trials had passed, if so many have.
std::optional<double> passage(const OutcomeTally& outcome, double p) {
  const double rank = p * static_cast<double>(outcome.trials);
  if (outcome.hits == 0 || rank > static_cast<double>(outcome.hits)) return std::nullopt;
  return outcome.quantiles.at_rank(rank);
}

GroupedPassages grouped_passages(const Tally& tally, OutcomeId o) {
  GroupedPassages grouped{.trials = std::vector<double>(tally.curve_groups()),
                          .passages = tally.outcomes[o].passages};
  for (std::size_t c = 0; c < tally.clusters.size(); ++c)
    grouped.trials[c % tally.curve_groups()] += tally.clusters[c][o.number()].trials;
  return grouped;
}

EventResult event_of(const OutcomeTally& outcome, const GroupedPassages& passages,
                     const std::vector<WorldsSum>& clusters) {
  EventResult event{.hits = outcome.hits, .trials = outcome.trials};
  if (outcome.trials == 0) {
    event.curve.resize(passages.points());
    event.curve_ci95.resize(passages.points(), {0, 1});
    return event;
  }
  const double hits = static_cast<double>(outcome.hits) / static_cast<double>(outcome.trials);
  const std::uint64_t rarer = std::min(outcome.hits, outcome.trials - outcome.hits);
  MeanAnswer share = controlled_mean(outcome, clusters, hits * (1 - hits));
  if (rarer < fewest_controlled_hits || share.value <= 0 || share.value >= 1)
    share = plain_mean(clusters, hits * (1 - hits));
  event.probability = share.value;
  event.se = share.se;
  event.gain = share.gain;
  const bool is_plain_and_independent = clusters.size() < 2 && !share.gain;
  const double effective = effective_trials(share.value, is_plain_and_independent ? 0 : event.se,
                                            static_cast<double>(outcome.trials));
  const double factor = coverage_factor(clusters.size());
  event.ci95 = wilson(share.value, effective, factor);
  add_curve(event, passages, effective, factor);
  event.first_passage_p10 = passage(outcome, 0.10);
  event.first_passage_p50 = passage(outcome, 0.50);
  event.first_passage_p90 = passage(outcome, 0.90);
  return event;
}

ValueResult value_of(const OutcomeTally& outcome, const std::vector<WorldsSum>& clusters) {
  ValueResult value{.trials = outcome.trials};
  if (outcome.trials == 0) return value;
  const auto trials = static_cast<double>(outcome.trials);
  const MeanAnswer mean = controlled_mean(outcome, clusters, outcome.moments.variance());
  value.mean = mean.gain ? mean.value : outcome.moments.mean;
  value.gain = mean.gain;
  value.sd = outcome.moments.sd();
  value.se = mean.se;
  const double reach = coverage_factor(clusters.size()) * value.se;
  value.ci95 = {*value.mean - reach, *value.mean + reach};
  const auto quantile = [&](double p) { return outcome.quantiles.at_rank(p * trials); };
  value.p05 = quantile(0.05);
  value.p25 = quantile(0.25);
  value.p50 = quantile(0.50);
  value.p75 = quantile(0.75);
  value.p95 = quantile(0.95);
  return value;
}

OutcomeResult outcome_of(const Outcome& outcome, const Tally& all, OutcomeId o, std::uint64_t worlds) {
  const OutcomeTally& tally = all.outcomes[o];
  const std::vector<WorldsSum> clusters = sums_of(all, o.number());
  OutcomeResult result = asked(outcome);
  if (outcome.when)
    result.event = event_of(tally, grouped_passages(all, o), clusters);
  else
    result.value = value_of(tally, clusters);
  result.between_worlds =
      spread_between(clusters, std::min(worlds, simulation::cells_of(all.trajectories)),
                     outcome.when ? WorldMeans::shares() : WorldMeans::values(tally.cells));
  return result;
}

double share_on(const Tally& tally, std::size_t point, std::size_t rung) {
  std::uint64_t count = 0;
  for (std::size_t group = 0; group < tally.groups(); ++group) count += tally.occupied(group, point, rung);
  return static_cast<double>(count) / static_cast<double>(tally.trajectories);
}

LadderResult ladder_of(const Ladder& ladder, const Tally& tally, std::size_t l, std::size_t points) {
  LadderResult result{.name = ladder.name};
  for (const Rung& rung : ladder.rungs) result.rungs.push_back(rung.name);
  for (std::size_t g = 0; g < points; ++g) {
    auto& shares = result.occupancy.emplace_back();
    for (std::size_t r = tally.first_rungs()[l]; r < tally.first_rungs()[l + 1]; ++r)
      shares.push_back(share_on(tally, g, r));
  }
  return result;
}

JointResult joint_of(const Scenario& scenario, const Tally& tally, const JointOccupancy::Pair& pair) {
  JointResult result{.first = scenario.ladders[pair.first.number()].name,
                     .second = scenario.ladders[pair.second.number()].name};
  for (std::size_t r = 0; r < pair.first_rungs; ++r) {
    auto& shares = result.shares.emplace_back();
    for (std::size_t s = 0; s < pair.second_rungs; ++s)
      shares.push_back(tally.joint.count(pair, r, s) / static_cast<double>(tally.trajectories));
  }
  return result;
}

DriverResult driver_of(const std::string& name, const Tally& tally, std::size_t d, std::size_t drivers) {
  DriverResult result{.name = name};
  for (std::size_t cell = d; cell < tally.drivers.size(); cell += drivers) {
    result.mean.push_back(tally.drivers[cell].mean);
    result.sd.push_back(tally.drivers[cell].sd());
    result.p05.push_back(tally.fan.quantile(cell, 0.05));
    result.p50.push_back(tally.fan.quantile(cell, 0.50));
    result.p95.push_back(tally.fan.quantile(cell, 0.95));
  }
  return result;
}

MarkResult mark_of(const Mark& mark, const MarkTally& tally) {
  MarkResult result{.name = mark.name, .mean = tally.moments.mean, .sd = tally.moments.sd()};
  std::uint64_t total = 0;
  for (const std::uint64_t count : tally.categories) total += count;
  for (std::size_t c = 0; c < mark.categories.size(); ++c) {
    const double share =
        static_cast<double>(tally.categories[c]) / static_cast<double>(std::max<std::uint64_t>(total, 1));
    result.categories.push_back({mark.categories[c].name, share});
  }
  return result;
}

TriggerResult trigger_of(const Trigger& trigger, const TriggerTally& tally,
                         const std::vector<WorldsSum>& clusters) {
  WorldsSum all;
  for (const WorldsSum& cluster : clusters) all.merge(cluster);
  // This sum is of whole numbers and so exact, unlike a mean that was merged.
  TriggerResult result{.name = trigger.name, .mean_count = all.sum / all.trials};
  result.se = plain_mean(clusters, all.values.variance()).se;
  result.share_fired = static_cast<double>(tally.fired) / all.trials;
  for (std::size_t m = 0; m < trigger.marks.size(); ++m)
    result.marks.push_back(mark_of(trigger.marks[m], tally.marks[m]));
  return result;
}

} // namespace

OutcomeResult asked(const Outcome& outcome) {
  return {.name = outcome.name,
          .question = outcome.question,
          .resolution = outcome.resolution,
          .conditional = outcome.is_conditional(),
          .from = outcome.from > 0 ? std::optional(outcome.from) : std::nullopt,
          .begins_later = outcome.after.has_value(),
          .within = outcome.within,
          .day = outcome.day};
}

Result head_of(const Scenario& scenario) {
  return {.scenario = scenario.name,
          .title = scenario.title,
          .fingerprint = scenario.fingerprint,
          .start = scenario.start};
}

Result summarise(const plan::Plan& plan, const Tally& tally, std::uint64_t worlds) {
  const Scenario& scenario = *plan.scenario;
  Result result = head_of(scenario);
  result.trajectories = tally.trajectories;
  result.worlds = worlds;
  result.days = plan.grid;
  for (const OutcomeId o : tally.outcomes.ids())
    result.outcomes.push_back(outcome_of(scenario.outcomes[o.number()], tally, o, worlds));
  for (std::size_t l = 0; l < scenario.ladders.size(); ++l)
    result.ladders.push_back(ladder_of(scenario.ladders[l], tally, l, plan.grid.size()));
  for (const JointOccupancy::Pair& pair : tally.joint.pairs())
    result.joint.push_back(joint_of(scenario, tally, pair));
  for (std::size_t d = 0; d < scenario.drivers.size(); ++d)
    result.drivers.push_back(driver_of(scenario.drivers[d].name, tally, d, scenario.drivers.size()));
  for (const TriggerId t : tally.triggers.ids())
    result.triggers.push_back(trigger_of(scenario.triggers[t.number()], tally.triggers[t],
                                         sums_of(tally, tally.outcomes.size() + t.number())));
  return result;
}

} // namespace casus::tally
