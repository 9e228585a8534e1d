// The run's trajectories are simulated once more under an observer that notes what comes in the window; each
// event and outcome has a table of counts for each group of worlds, from which all is told.

#include "casus/indicators.hpp"

#include "analysis/chosen_outcomes.hpp"
#include "analysis/dependence.hpp"
#include "analysis/discoveries.hpp"
#include "simulation/jobs.hpp"
#include "tally/blocks.hpp"
#include "tally/summarise.hpp"
#include "tally/tell_observed.hpp"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>

namespace casus {
namespace {

using analysis::Candidates;
using analysis::Window;
using analysis::WindowCounts;
using analysis::WindowWatcher;

/// Fewer trajectories than this with an event, or without, say too little of what it tells.
constexpr double fewest_trials = 30;
constexpr double false_share = 0.05; ///< of the indicators that are told

Window window_of(const Scenario& scenario, double within) {
  if (!(within > 0)) throw RunError(fmt::format("the days that are watched must be above 0, not {}", within));
  const double now = scenario.observed ? scenario.observed->until : 0;
  if (now >= scenario.horizon)
    throw RunError("what has been observed reaches to the horizon, so there is nothing left to watch: make "
                   "the horizon later");
  return {now, std::min(now + within, scenario.horizon)};
}

/// What was run, and how, without its answers.
Result told(const plan::Plan& plan, const RunOptions& options, const tally::Blocks& blocks) {
  Result result = tally::head_of(*plan.scenario);
  result.seed = options.seed;
  result.requested = options.trajectories;
  result.worlds = *options.worlds;
  result.days = plan.grid;
  if (const filtering::Posterior* posterior = blocks.posterior()) {
    result.worlds = posterior->worlds.size();
    result.observed = tally::tell_observed(plan, *posterior);
  }
  return result;
}

void count(const plan::Plan& plan, const Candidates& candidates, const Window& window,
           const tally::Blocks& blocks, const RunOptions& options, WindowCounts& counts) {
  struct Workplace {
    Workplace(const plan::Plan& of, const Candidates& watched, const Window& days, std::uint64_t seed)
        : simulator(of, seed), watcher(of, watched, days, simulator) {}
    simulation::BlockSimulator simulator;
    WindowWatcher watcher;
  };
  const int threads = simulation::actual_threads(options.threads);
  std::vector<std::unique_ptr<Workplace>> workplaces(simulation::slots_of(threads));
  const auto work = [&](std::size_t block, std::size_t slot) {
    auto& place = workplaces[slot];
    if (!place) place = std::make_unique<Workplace>(plan, candidates, window, options.seed);
    place->simulator.run(blocks[block], place->watcher);
  };
  const auto take = [&](std::size_t, std::size_t slot) {
    counts.add(workplaces[slot]->watcher);
    if (options.progress) options.progress(counts.trajectories());
  };
  simulation::run_jobs({.count = blocks.count(), .work = work, .take = take, .stop = options.stop}, threads);
}

/// All that came, and its place among the candidates.
struct Watched {
  std::vector<WatchedEvent> events{};
  std::vector<std::size_t> candidates{};
};

Watched watched_events(const WindowCounts& counts, const Candidates& candidates, const Scenario& scenario) {
  Watched watched;
  for (std::size_t c = 0; c < candidates.size(); ++c) {
    const auto coming = counts.coming(c);
    double came = 0;
    for (const tally::ClusterSum& group : coming) came += group.sum;
    if (came == 0) continue;
    watched.candidates.push_back(c);
    watched.events.push_back({.name = name_of(candidates[c], scenario),
                              .about = about(candidates[c], scenario),
                              .is_rung = candidates[c].is_rung(),
                              .probability = analysis::estimated(coming, false),
                              .came = static_cast<std::uint64_t>(came)});
  }
  return watched;
}

/// The most telling first.
void put_in_order(std::vector<Indicator>& indicators) {
  const auto telling = [](const Indicator& indicator) {
    return indicator.information ? indicator.information->value : indicator.move.value;
  };
  std::stable_sort(indicators.begin(), indicators.end(),
                   [&](const Indicator& a, const Indicator& b) { return telling(a) > telling(b); });
}

bool is_frequent_enough(const std::vector<analysis::SplitSum>& split) {
  double came = 0, all = 0;
  for (const analysis::SplitSum& group : split) {
    came += group.came.trials;
    all += group.all.trials;
  }
  return came >= fewest_trials && all - came >= fewest_trials;
}

OutcomeIndicators indicators_of(const Outcome& outcome, std::size_t place, const WindowCounts& counts,
                                const Watched& watched) {
  OutcomeIndicators found{.name = outcome.name,
                          .question = outcome.question,
                          .from = outcome.from > 0 ? std::optional(outcome.from) : std::nullopt,
                          .day = outcome.day,
                          .is_value = outcome.value.has_value()};
  const auto answers = counts.answers(place);
  for (const tally::ClusterSum& group : answers) found.trials += static_cast<std::uint64_t>(group.trials);
  if (found.trials > 0) found.answer = analysis::estimated(answers, found.is_value);
  for (std::size_t e = 0; e < watched.events.size(); ++e) {
    const std::size_t candidate = watched.candidates[e];
    const auto split = counts.split(candidate, place);
    if (!is_frequent_enough(split)) {
      ++found.left_out;
      continue;
    }
    Indicator indicator = analysis::dependence(split, {found.is_value, counts.squares(place)});
    indicator.event = e;
    indicator.is_settled = counts.met_by_then(candidate, place) == indicator.came;
    found.indicators.push_back(indicator);
  }
  put_in_order(found.indicators);
  return found;
}

/// Marks those indicators of all outcomes that are discoveries. What is settled is none to discover, and
/// would have others told beside it.
void mark_discoveries(std::vector<OutcomeIndicators>& outcomes) {
  std::vector<Indicator*> tested;
  std::vector<double> p_values;
  for (OutcomeIndicators& outcome : outcomes)
    for (Indicator& indicator : outcome.indicators)
      if (!indicator.is_settled) {
        tested.push_back(&indicator);
        p_values.push_back(indicator.p_value);
      }
  const std::vector<bool> are_told = analysis::discoveries(p_values, false_share);
  for (std::size_t i = 0; i < tested.size(); ++i) tested[i]->is_told = are_told[i];
}

double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

} // namespace

Indicators indicators(const Scenario& scenario, const IndicatorOptions& asked) {
  const auto begin = std::chrono::steady_clock::now();
  const Window window = window_of(scenario, asked.within);
  const auto chosen = analysis::chosen_outcomes(scenario, asked.outcomes);
  const RunOptions options = settled(scenario, asked.run);
  const plan::Plan plan = plan::compile(std::make_shared<const Scenario>(scenario));
  const tally::Blocks blocks = tally::blocks_of(plan, options);
  const Candidates candidates(scenario);
  WindowCounts counts(plan, chosen, candidates.size(), options);
  count(plan, candidates, window, blocks, options, counts);
  Indicators found{.run = told(plan, options, blocks), .from = window.from, .until = window.until};
  found.is_cut = window.until < window.from + asked.within;
  found.is_chosen = !asked.outcomes.empty();
  Watched watched = watched_events(counts, candidates, scenario);
  for (std::size_t i = 0; i < chosen.size(); ++i)
    found.outcomes.push_back(indicators_of(scenario.outcomes[chosen[i]], i, counts, watched));
  mark_discoveries(found.outcomes);
  found.events = std::move(watched.events);
  found.run.trajectories = counts.trajectories();
  found.run.performance = {.seconds = seconds_since(begin),
                           .threads = simulation::actual_threads(options.threads)};
  return found;
}

} // namespace casus
