#pragma once

#include "simulation/block_simulator.hpp"

#include <benchmark/benchmark.h>

#include <cstdint>
#include <random>

namespace casus::microbenchmarks {

/// As many as a full block has.
inline constexpr std::size_t lanes = simulation::block_lanes;

/// Rows as a block's are, aligned and a cache line longer than its lanes, of standard normals times `scale`.
template <class Rows = simulation::Rows>
Rows normal_rows(std::size_t rows, double scale = 1) {
  std::mt19937_64 engine(1);
  std::normal_distribution<double> normal(0, scale);
  return Rows::NullaryExpr(static_cast<Eigen::Index>(rows),
                           static_cast<Eigen::Index>(lanes + kernels::lane_multiple),
                           [&] { return static_cast<typename Rows::Scalar>(normal(engine)); });
}

/// Each iteration did so many.
inline void count_items(benchmark::State& state, std::size_t items) {
  state.SetItemsProcessed(static_cast<std::int64_t>(items) * static_cast<std::int64_t>(state.iterations()));
}

} // namespace casus::microbenchmarks
