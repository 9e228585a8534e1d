#include "tally/pilot.hpp"

#include <algorithm>

namespace casus::tally {
namespace {

/// So many trajectories tell a distribution's 1% and 99% roughly. There are fewer where the series are so
/// many that they would fill memory.
constexpr std::uint64_t most_trajectories = 256;
constexpr std::uint64_t fewest_trajectories = 32;
constexpr std::uint64_t most_values = 8'000'000;

class Pilot : public simulation::Observer {
public:
  explicit Pilot(const plan::Plan& plan) : plan_(plan), cells_(plan.grid.size() * plan.drivers.size()) {}

  void at_grid_point(std::size_t point, const simulation::BlockState& state) override {
    for (const DriverId driver : plan_.drivers.ids()) {
      const double* row = state.rows.row(plan_.layout.row_of(driver)).data();
      auto& cell = cells_[point * plan_.drivers.size() + driver.number()];
      cell.insert(cell.end(), row, row + state.spec.lanes);
    }
  }
  void at_end(const simulation::BlockState&) override {}
  simulation::Attention attention() const override { return simulation::Attention::marked; }

  const std::vector<std::vector<double>>& cells() const { return cells_; }

private:
  const plan::Plan& plan_;
  std::vector<std::vector<double>> cells_;
};

} // namespace

FanScale scale_by_pilot(const plan::Plan& plan, std::uint64_t seed, const Blocks& run) {
  Pilot pilot(plan);
  const std::uint64_t affordable = most_values / std::max<std::uint64_t>(pilot.cells().size(), 1);
  const std::uint64_t count =
      std::min(run.trajectories(), std::clamp(affordable, fewest_trajectories, most_trajectories));
  simulation::BlockSimulator simulator(plan, seed);
  const Blocks blocks = run.first(count);
  for (std::uint64_t block = 0; block < blocks.count(); ++block) simulator.run(blocks[block], pilot);
  return FanScale(pilot.cells());
}

} // namespace casus::tally
