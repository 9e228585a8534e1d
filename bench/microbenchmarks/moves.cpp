// The drivers' step: each a sum of itself and of the correlated normals of its group.

#include "instruction_sets.hpp"
#include "rows.hpp"
#include "subjects.hpp"

#include <vector>

namespace casus::microbenchmarks {
namespace {

/// A group of correlated drivers that revert to a mean: driver i reads itself and i + 1 rows of normals.
class Group {
public:
  explicit Group(std::size_t drivers)
      : rows_(normal_rows(drivers)), normals_(normal_rows<simulation::LaneArray<float>>(drivers)),
        noises_(drivers * (drivers + 1) / 2) {
    kernels::NoiseTerm* noise = noises_.data();
    for (std::size_t i = 0; i < drivers; ++i) states_.push_back({row(i), most_.data()});
    for (std::size_t i = 0; i < drivers; noise += i + 1, ++i) {
      for (std::size_t k = 0; k <= i; ++k)
        noise[k] = {normals_.row(static_cast<Eigen::Index>(k)).data(), little_.data()};
      moves_.push_back({.constants = constants_.data(),
                        .state = {&states_[i], 1},
                        .noise = {noise, i + 1},
                        .moved = row(i)});
    }
  }

  const std::vector<kernels::Move>& moves() const { return moves_; }

private:
  double* row(std::size_t i) { return rows_.row(static_cast<Eigen::Index>(i)).data(); }

  std::vector<double> most_ = std::vector<double>(lanes, 0.9), constants_ = std::vector<double>(lanes, 0.01);
  std::vector<float> little_ = std::vector<float>(lanes, 0.1F);
  simulation::Rows rows_;
  simulation::LaneArray<float> normals_;
  std::vector<kernels::Term> states_;
  std::vector<kernels::NoiseTerm> noises_;
  std::vector<kernels::Move> moves_;
};

void move_rows(benchmark::State& state, const kernels::Kernels& kernels, std::size_t drivers) {
  const Group group(drivers);
  for (auto _ : state)
    benchmark::DoNotOptimize(kernels.move_rows(group.moves().data(), group.moves().size(), 0, lanes));
  count_items(state, drivers * lanes);
}

} // namespace

void add_moves() {
  for (const std::size_t drivers : {std::size_t{1}, std::size_t{12}})
    add_for_each_set("move_rows/group_of_" + std::to_string(drivers),
                     [drivers](benchmark::State& state, const kernels::Kernels& kernels) {
                       move_rows(state, kernels, drivers);
                     });
}

} // namespace casus::microbenchmarks
