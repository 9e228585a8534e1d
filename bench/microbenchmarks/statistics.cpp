// What is counted of a row at a grid point.

#include "instruction_sets.hpp"
#include "rows.hpp"
#include "subjects.hpp"

#include <vector>

namespace casus::microbenchmarks {
namespace {

constexpr kernels::Bins bins{.low = -3.2, .per_unit = 20, .count = 128};

/// The bins' counts go round at 65,536, which costs nothing.
void tally(benchmark::State& state, const kernels::Kernels& kernels) {
  const auto row = normal_rows(1);
  std::vector<std::uint16_t> counts(bins.count);
  for (auto _ : state)
    benchmark::DoNotOptimize(kernels.tally(row.data(), row(0, 0), bins, lanes, counts.data(), {}).squares);
  count_items(state, lanes);
}

void sums_about(benchmark::State& state, const kernels::Kernels& kernels) {
  const auto row = normal_rows(1);
  for (auto _ : state) benchmark::DoNotOptimize(kernels.sums_about(row.data(), row(0, 0), lanes).squares);
  count_items(state, lanes);
}

void count_rungs(benchmark::State& state, const kernels::Kernels& kernels) {
  constexpr std::size_t rungs = 6;
  auto row = normal_rows(1);
  row = (row.abs() * 2).floor().min(rungs - 1.0);
  std::vector<std::uint32_t> counts(rungs);
  for (auto _ : state) {
    kernels.count_rungs(row.data(), rungs, lanes, counts.data());
    benchmark::ClobberMemory();
  }
  count_items(state, lanes);
}

} // namespace

void add_statistics() {
  add_for_each_set("tally", tally);
  add_for_each_set("sums_about", sums_about);
  add_for_each_set("count_rungs/6", count_rungs);
}

} // namespace casus::microbenchmarks
