// A world's making: its parameters drawn, and all that follows from them.

#include "plans.hpp"
#include "rows.hpp"
#include "subjects.hpp"

#include "simulation/world.hpp"

namespace casus::microbenchmarks {
namespace {

void make_world(benchmark::State& state, const char* file) {
  const plan::Plan plan = plan_of(file);
  std::uint64_t index = 0;
  for (auto _ : state) benchmark::DoNotOptimize(simulation::World(plan, 1, index++).numbers().data());
  count_items(state, 1);
}

} // namespace

void add_worlds() {
  for (const char* file : {reference, baseline})
    benchmark::RegisterBenchmark((std::string("world/") + file).c_str(), make_world, file)
        ->Unit(benchmark::kMicrosecond);
}

} // namespace casus::microbenchmarks
