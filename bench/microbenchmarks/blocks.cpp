// A whole block through all its steps, with nobody looking on.

#include "instruction_sets.hpp"
#include "plans.hpp"
#include "rows.hpp"
#include "subjects.hpp"

namespace casus::microbenchmarks {
namespace {

class Nobody : public simulation::Observer {
  void at_grid_point(std::size_t, const simulation::BlockState&) override {}
  void at_end(const simulation::BlockState&) override {}
};

/// All blocks are of one world: what a new one costs is measured by itself.
void run_block(benchmark::State& state, const kernels::Kernels& kernels, const char* file) {
  const plan::Plan plan = plan_of(file);
  simulation::BlockSimulator simulator(plan, 1, kernels);
  Nobody nobody;
  simulation::BlockSpec spec{.first = 0, .lanes = lanes};
  for (auto _ : state) {
    simulator.run(spec, nobody);
    spec.first += lanes;
  }
  count_items(state, lanes * (plan.grid.size() - 1));
  state.counters["events"] =
      benchmark::Counter(static_cast<double>(simulator.events()), benchmark::Counter::kIsRate);
}

} // namespace

void add_blocks() {
  for (const char* file : {reference, baseline})
    add_for_each_set(std::string("block/") + file,
                     [file](benchmark::State& state, const kernels::Kernels& kernels) {
                       run_block(state, kernels, file);
                     });
}

} // namespace casus::microbenchmarks
