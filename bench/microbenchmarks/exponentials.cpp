// Exponentials, of numbers as they stand and of sums over rows.

#include "instruction_sets.hpp"
#include "rows.hpp"
#include "subjects.hpp"

#include <array>

namespace casus::microbenchmarks {
namespace {

/// With the copy that puts the numbers back.
void exponentiate(benchmark::State& state, const kernels::Kernels& kernels) {
  const auto numbers = normal_rows(1);
  auto values = numbers;
  for (auto _ : state) {
    values = numbers;
    kernels.exponentiate(lanes, values.data());
    benchmark::ClobberMemory();
  }
  count_items(state, lanes);
}

void exponentiate_sum(benchmark::State& state, const kernels::Kernels& kernels) {
  const auto rows = normal_rows(3);
  std::array<kernels::Term, 3> terms{};
  for (std::size_t i = 0; i < terms.size(); ++i)
    terms[i] = {rows.row(static_cast<Eigen::Index>(i)).data(), 0.5};
  auto out = normal_rows(1);
  for (auto _ : state) {
    kernels.exponentiate_sum({terms.data(), terms.size()}, lanes, out.data());
    benchmark::ClobberMemory();
  }
  count_items(state, lanes);
}

} // namespace

void add_exponentials() {
  add_for_each_set("exponentiate", exponentiate);
  add_for_each_set("exponentiate_sum/3_terms", exponentiate_sum);
}

} // namespace casus::microbenchmarks
