// What a tally does at a grid point, and its fan with one driver.

#include "plans.hpp"
#include "rows.hpp"
#include "subjects.hpp"

#include "tally/pilot.hpp"
#include "tally/tally.hpp"

#include <optional>

namespace casus::microbenchmarks {
namespace {

/// Keeps the state halfway.
class Halfway : public simulation::Observer {
public:
  explicit Halfway(const plan::Plan& plan) : point_((plan.grid.size() - 1) / 2) {}
  void at_grid_point(std::size_t point, const simulation::BlockState& state) override {
    if (point == point_) kept = state;
  }
  void at_end(const simulation::BlockState&) override {}

  std::optional<simulation::BlockState> kept;

private:
  std::size_t point_;
};

simulation::BlockState state_halfway(const plan::Plan& plan) {
  Halfway halfway(plan);
  simulation::BlockSimulator(plan, 1).run({.first = 0, .lanes = lanes}, halfway);
  return std::move(*halfway.kept);
}

/// Each time at the next point, as a run does, so that the counts are as little in the caches as there. They
/// go round at 65,536, which costs nothing.
void at_grid_point(benchmark::State& state, const char* file) {
  const plan::Plan plan = plan_of(file);
  const tally::FanScale scale = tally::scale_by_pilot(plan, 1, 1000, 1);
  const simulation::BlockState block = state_halfway(plan);
  tally::Tally tally(plan, scale);
  std::size_t point = 0;
  for (auto _ : state) {
    point = point % (plan.grid.size() - 1) + 1;
    tally.at_grid_point(point, block);
  }
  count_items(state, lanes);
}

/// One driver at one grid point; lumpy where its numbers recur.
void add_to_fan(benchmark::State& state, bool is_lumpy) {
  auto row = normal_rows(1);
  if (is_lumpy) row = (2 * row).round();
  const std::vector<double> values(row.data(), row.data() + lanes);
  const tally::FanScale scale({values});
  tally::Fan fan(scale);
  for (auto _ : state) benchmark::DoNotOptimize(fan.add(0, values, values[0]).squares);
  count_items(state, lanes);
}

} // namespace

void add_tallies() {
  for (const char* file : {reference, baseline})
    benchmark::RegisterBenchmark((std::string("at_grid_point/") + file).c_str(), at_grid_point, file);
  benchmark::RegisterBenchmark("fan/smooth", add_to_fan, false);
  benchmark::RegisterBenchmark("fan/lumpy", add_to_fan, true);
}

} // namespace casus::microbenchmarks
