#include "casus/run.hpp"

#include "tally/joint_run.hpp"
#include "tally/precision.hpp"

#include <fmt/core.h>

namespace casus {

namespace {

/// Rounds a number up to a multiple of another.
std::uint64_t rounded_up(std::uint64_t number, std::uint64_t to) { return (number + to - 1) / to * to; }

/// Where something has been observed, blocks are whole, and their islands count as worlds.
RunOptions settled_after(RunOptions options) {
  constexpr std::uint64_t most = 1'000'000;
  options.trajectories = rounded_up(options.trajectories, simulation::block_lanes);
  if (options.weighed_worlds) return options;
  const std::uint64_t worlds = options.worlds.value_or(filtering::default_worlds);
  if (worlds == 0 || worlds > most)
    throw RunError(fmt::format("worlds must be between 1 and {} where something has been observed", most));
  options.weighed_worlds = rounded_up(worlds, filtering::islands);
  options.worlds = filtering::islands;
  return options;
}

} // namespace

RunOptions settled(const Scenario& scenario, RunOptions options) {
  if (options.trajectories == 0 || options.trajectories > most_trajectories)
    throw RunError("trajectories must be between 1 and " + std::to_string(most_trajectories));
  if (scenario.observed) return settled_after(options);
  const std::uint64_t most_worlds = simulation::cells_of(options.trajectories);
  if (!options.worlds) options.worlds = plan::is_uncertain(scenario) ? most_worlds : 1;
  if (*options.worlds == 0 || *options.worlds > most_worlds)
    throw RunError(fmt::format("worlds must be between 1 and {}, one for every {} trajectories", most_worlds,
                               simulation::cell_lanes));
  return options;
}

Result run(const Scenario& scenario, const RunOptions& wanted) {
  const auto begin = std::chrono::steady_clock::now();
  const RunOptions options = settled(scenario, wanted);
  if (options.precision) tally::check(*options.precision, scenario);
  const plan::Plan plan = plan::compile(std::make_shared<const Scenario>(scenario));
  tally::JointRun run({{.plan = &plan}}, options);
  const auto known = [&] { return run.result(0, begin); };
  tally::Stages stages;
  if (options.precision) stages.is_enough = [&] { return tally::is_reached(*options.precision, known()); };
  if (options.precision && options.preview) stages.look = [&] { options.preview(known()); };
  run.simulate(stages);
  return known();
}

} // namespace casus
