#include "tally/observe.hpp"

#include "simulation/jobs.hpp"

#include <vector>

namespace casus::tally {

void observe(const plan::Plan& plan, const Blocks& blocks, const RunOptions& options,
             const std::function<std::unique_ptr<simulation::Observer>()>& new_observer,
             const std::function<void(const simulation::BlockSpec&)>& taken) {
  struct Workplace {
    simulation::BlockSimulator simulator;
    std::unique_ptr<simulation::Observer> observer;
  };
  const int threads = simulation::actual_threads(options.threads);
  std::vector<std::unique_ptr<Workplace>> workplaces(simulation::slots_of(threads));
  const auto work = [&](std::size_t block, std::size_t slot) {
    auto& workplace = workplaces[slot];
    if (!workplace)
      workplace.reset(new Workplace{simulation::BlockSimulator(plan, options.seed), new_observer()});
    workplace->simulator.run(blocks[block], *workplace->observer);
  };
  const auto take = [&](std::size_t block, std::size_t) { taken(blocks[block]); };
  simulation::run_jobs({.count = blocks.count(), .work = work, .take = take, .stop = options.stop}, threads);
}

} // namespace casus::tally
