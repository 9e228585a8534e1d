// Events, one in each lane, that change whole tiles or single clocks and one driver.

#include "instruction_sets.hpp"
#include "rows.hpp"
#include "simulation/events/expiries.hpp"
#include "subjects.hpp"

#include <numeric>
#include <vector>

namespace casus::microbenchmarks {
namespace {

constexpr std::size_t clock_count = 40;
constexpr std::size_t tiles = clock_count / kernels::tile_clocks;

/// Clocks of which the first fires, changes the others by a factor of 1, and is given nothing.
class Events {
public:
  explicit Events(bool is_dense)
      : rows_(normal_rows(3)), states_(clock_count, lanes), expiries_(clock_count, lanes),
        draws_(clock_count * lanes), tiles_(tiles), factors_(tiles), change_{rows_.row(2).data(), 0} {
    std::iota(tiles_.begin(), tiles_.end(), 0U);
    for (kernels::TileNumbers& factors : factors_) std::fill_n(factors.of, kernels::tile_clocks, 1);
    for (std::uint32_t tile = 0; tile < tiles; ++tile)
      clocks_.push_back(
          {tile * static_cast<std::uint32_t>(kernels::tile_clocks),
           tile * static_cast<std::uint32_t>(states_.stride() * sizeof(kernels::Tile) / sizeof(double)), 1});
    firing_ = {.rows = {.firings = rows_.row(0).data(),
                        .last_days = rows_.row(1).data(),
                        .changes = &change_,
                        .change_count = 1},
               .tiles = tiles_.data(),
               .tile_factors = factors_.data(),
               .tile_count = is_dense ? tiles : 0,
               .clocks = clocks_.data(),
               .clock_count = is_dense ? 0 : tiles,
               .has_own_tile = is_dense};
    for (std::size_t lane = 0; lane < lanes; ++lane) events_.push_back({lane, 0, 0.5, 0});
    of_cells_.assign(lanes / kernels::lane_multiple, &firing_);
  }

  kernels::Firings firings() {
    return {.events = events_.data(),
            .count = events_.size(),
            .of_clocks = of_cells_.data(),
            .tiles = states_.tiles_of(0),
            .stride = states_.stride(),
            .run_out = expiries_.of(0),
            .run_out_stride = expiries_.stride(),
            .draws = draws_.data(),
            .draws_stride = lanes,
            .end = 1,
            .highest_intensity = 1e9};
  }

private:
  simulation::Rows rows_;
  simulation::ClockStates states_;
  simulation::Expiries expiries_;
  std::vector<std::uint64_t> draws_;
  std::vector<std::uint32_t> tiles_;
  std::vector<kernels::TileNumbers> factors_;
  std::vector<kernels::ClockFactor> clocks_;
  kernels::Change change_;
  kernels::Firing firing_;
  std::vector<const kernels::Firing*> of_cells_;
  std::vector<kernels::Expiry> events_;
};

void add(const std::string& name, bool is_dense) {
  add_for_each_set("fire/" + name, [is_dense](benchmark::State& state, const kernels::Kernels& kernels) {
    Events events(is_dense);
    const kernels::Firings firings = events.firings();
    for (auto _ : state) benchmark::DoNotOptimize(kernels.fire(firings));
    count_items(state, lanes);
  });
}

} // namespace

void add_firings() {
  add("5_tiles", true);
  add("5_single_clocks", false);
}

} // namespace casus::microbenchmarks
