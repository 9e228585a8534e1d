#include "casus/run.hpp"

#include "tally/joint_run.hpp"

#include <algorithm>

namespace casus {
namespace {

constexpr std::uint64_t default_worlds = 1000;
constexpr std::uint64_t most_trajectories = 4'000'000'000; // tallies count in 32 bits
constexpr std::uint64_t most_world_sums = 20'000'000;      // about 300 MB

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
  tally::JointRun run({{.plan = &plan}}, options);
  run.simulate();
  return run.result(0, begin);
}

} // namespace casus
