// Random numbers: Philox and what makes normals and exponentials of it.

#include "instruction_sets.hpp"
#include "rows.hpp"
#include "subjects.hpp"

#include <array>
#include <numeric>
#include <vector>

namespace casus::microbenchmarks {
namespace {

/// Four normals a lane.
void draw_normals(benchmark::State& state, const kernels::Kernels& kernels) {
  auto rows = normal_rows<simulation::LaneArray<float>>(4);
  std::array<float*, 4> out{};
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = rows.row(static_cast<Eigen::Index>(i)).data();
  std::uint64_t index = 0;
  for (auto _ : state) {
    kernels.draw_normals({1, 2}, index++, {0, 1}, lanes, out.data());
    benchmark::ClobberMemory();
  }
  count_items(state, lanes);
}

/// Of so many streams, as after a step's events; a lane has few of them.
void draw_exponentials(benchmark::State& state, const kernels::Kernels& kernels) {
  const std::size_t room = lanes + kernels::lane_multiple;
  const std::vector<std::uint64_t> key_low(room, 1), key_high(room, 2), index(room, 3);
  std::vector<std::uint64_t> trajectory(room);
  std::iota(trajectory.begin(), trajectory.end(), 0U);
  std::vector<double> out(room);
  for (auto _ : state) {
    kernels.draw_exponentials({key_low.data(), key_high.data(), trajectory.data(), index.data()}, lanes,
                              out.data());
    benchmark::ClobberMemory();
  }
  count_items(state, lanes);
}

} // namespace

void add_draws() {
  add_for_each_set("draw_normals", draw_normals);
  add_for_each_set("draw_exponentials", draw_exponentials);
}

} // namespace casus::microbenchmarks
