// A run: the scenario becomes a plan, a pilot fixes the fans' bins, then chunks of blocks are simulated in
// parallel and their tallies merged in the chunks' order, so that the number of threads changes no bit.

#include "casus/run.hpp"

#include "simulation/jobs.hpp"
#include "tally/blocks.hpp"
#include "tally/pilot.hpp"
#include "tally/summarise.hpp"

#include <algorithm>
#include <chrono>
#include <ctime>

namespace casus {
namespace {

using simulation::Phase;
using simulation::Stopwatch;

constexpr std::uint64_t default_worlds = 1000;
constexpr std::uint64_t most_trajectories = 4'000'000'000; // tallies count in 32 bits
constexpr std::uint64_t most_world_sums = 20'000'000;      // about 300 MB

/// A chunk's tally is merged once, which costs as much as some trajectories; many chunks keep the threads
/// busy.
constexpr std::uint64_t trajectories_a_chunk = 4096;
constexpr std::uint64_t fewest_chunks = 64;
static_assert(trajectories_a_chunk + simulation::block_lanes <= tally::Fan::most_recent);

/// A block simulator and the tally of the chunk at hand.
struct Workplace {
  Workplace(const plan::Plan& plan, const RunOptions& options, const tally::FanScale& scale)
      : simulator(plan, options.seed), tally(plan, scale) {
    if (options.profile) simulator.set_stopwatch(&stopwatch);
  }
  simulation::BlockSimulator simulator;
  tally::Tally tally;
  Stopwatch stopwatch;
};

double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

class Run {
public:
  Run(const plan::Plan& plan, const RunOptions& options)
      : plan_(plan), options_(options), threads_(simulation::actual_threads(options.threads)),
        blocks_(options.trajectories, *options.worlds),
        scale_(tally::scale_by_pilot(plan, options.seed, options.trajectories, *options.worlds)),
        total_(plan, scale_), workplaces_(simulation::slots_of(threads_)) {
    const std::uint64_t lanes = std::max<std::uint64_t>(1, options.trajectories / blocks_.count());
    const std::uint64_t wanted = std::max<std::uint64_t>(1, trajectories_a_chunk / lanes);
    blocks_a_chunk_ = std::clamp<std::uint64_t>(blocks_.count() / fewest_chunks, 1, wanted);
  }

  /// Once.
  void simulate() {
    const auto begin = std::chrono::steady_clock::now();
    const std::clock_t cpu_begin = std::clock();
    const std::uint64_t chunks = (blocks_.count() + blocks_a_chunk_ - 1) / blocks_a_chunk_;
    simulation::run_jobs({.count = chunks,
                          .work = [this](std::size_t chunk, std::size_t slot) { simulate(chunk, slot); },
                          .take = [this](std::size_t, std::size_t slot) { take(slot); },
                          .stop = options_.stop},
                         threads_);
    cpu_seconds_ = static_cast<double>(std::clock() - cpu_begin) / CLOCKS_PER_SEC;
    seconds_ = seconds_since(begin);
  }

  const tally::Tally& tally() const { return total_; }

  /// Of a run that took so many seconds from its very begin.
  Performance performance(double seconds) const {
    Performance performance{.seconds = seconds,
                            .threads = threads_,
                            .setup_seconds = seconds - seconds_,
                            .cpu_seconds = cpu_seconds_,
                            .steps = total_.trajectories * (plan_.grid.size() - 1)};
    for (const auto& workplace : workplaces_)
      if (workplace) performance.events += workplace->simulator.events();
    if (options_.profile) performance.phases = phases();
    return performance;
  }

private:
  void simulate(std::size_t chunk, std::size_t slot) {
    auto& workplace = workplaces_[slot];
    if (!workplace) workplace = std::make_unique<Workplace>(plan_, options_, scale_);
    workplace->stopwatch.enter(Phase::tallies);
    workplace->tally.clear();
    const std::uint64_t first = chunk * blocks_a_chunk_;
    const std::uint64_t last = std::min(first + blocks_a_chunk_, blocks_.count());
    for (std::uint64_t block = first; block < last; ++block)
      workplace->simulator.run(blocks_[block], workplace->tally);
    workplace->stopwatch.stop();
  }

  void take(std::size_t slot) {
    workplaces_[slot]->stopwatch.enter(Phase::tallies);
    total_.merge(workplaces_[slot]->tally);
    workplaces_[slot]->stopwatch.stop();
    if (options_.progress) options_.progress(total_.trajectories);
  }

  PhaseSeconds phases() const {
    const auto charged = [this](Phase phase) {
      double sum = 0;
      for (const auto& workplace : workplaces_)
        if (workplace) sum += workplace->stopwatch.seconds(phase);
      return sum;
    };
    PhaseSeconds phases{.drivers = charged(Phase::drivers),
                        .intensities = charged(Phase::intensities),
                        .events = charged(Phase::events),
                        .tallies = charged(Phase::tallies)};
    phases.other = threads_ * seconds_ - phases.drivers - phases.intensities - phases.events - phases.tallies;
    return phases;
  }

  const plan::Plan& plan_;
  const RunOptions& options_;
  int threads_;
  tally::Blocks blocks_;
  std::uint64_t blocks_a_chunk_ = 1;
  tally::FanScale scale_;
  tally::Tally total_;
  std::vector<std::unique_ptr<Workplace>> workplaces_;
  double seconds_ = 0; ///< of the simulation alone
  double cpu_seconds_ = 0;
};

} // namespace

RunOptions settled(const Scenario& scenario, RunOptions options) {
  if (options.trajectories == 0 || options.trajectories > most_trajectories)
    throw RunError("trajectories must be between 1 and " + std::to_string(most_trajectories));
  if (!options.worlds)
    options.worlds = plan::is_uncertain(scenario) ? std::min(default_worlds, options.trajectories) : 1;
  if (*options.worlds == 0 || *options.worlds > options.trajectories)
    throw RunError("worlds must be between 1 and the number of trajectories, " +
                   std::to_string(options.trajectories));
  const std::size_t sums = scenario.outcomes.size() + scenario.triggers.size();
  if (*options.worlds > most_world_sums / std::max<std::size_t>(sums, 1))
    throw RunError("so many worlds do not fit into memory with " + std::to_string(sums) +
                   " outcomes and triggers: choose at most " +
                   std::to_string(most_world_sums / std::max<std::size_t>(sums, 1)));
  return options;
}

Result run(const Scenario& scenario, const RunOptions& wanted) {
  const auto begin = std::chrono::steady_clock::now();
  const RunOptions options = settled(scenario, wanted);
  const plan::Plan plan = plan::compile(std::make_shared<const Scenario>(scenario));
  Run run(plan, options);
  run.simulate();
  Result result = tally::summarise(plan, run.tally(), *options.worlds);
  result.seed = options.seed;
  result.requested = options.trajectories;
  result.performance = run.performance(seconds_since(begin));
  return result;
}

} // namespace casus
