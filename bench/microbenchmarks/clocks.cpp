// The clocks' step: their intensities, and their running down.

#include "instruction_sets.hpp"
#include "rows.hpp"
#include "simulation/events/expiries.hpp"
#include "subjects.hpp"

#include <vector>

namespace casus::microbenchmarks {
namespace {

constexpr std::size_t clock_count = 32;
constexpr std::size_t drivers = 12;

/// Clocks of so many terms, which last longer than any benchmark.
class Clocks {
public:
  explicit Clocks(std::size_t terms)
      : drivers_(normal_rows(drivers, 0.5)), states_(clock_count, lanes), expiries_(clock_count, lanes),
        terms_(clock_count * terms) {
    for (std::size_t c = 0; c < clock_count; ++c) {
      for (std::size_t k = 0; k < terms; ++k)
        terms_[c * terms + k] = {drivers_.row(static_cast<Eigen::Index>((c + k) % drivers)).data(),
                                 half_.data()};
      kernels::Clock clock;
      clock.terms = {terms_.data() + c * terms, terms};
      clock.rate = rate_.data();
      clocks_.push_back(clock);
      for (std::size_t lane = 0; lane < lanes; ++lane) {
        states_.intensity(plan::ClockId(c), lane) = 0.001;
        states_.residual(plan::ClockId(c), lane) = 1;
      }
    }
  }

  kernels::ClockRun run(kernels::Evaluate evaluate) {
    return {.clocks = clocks_.data(),
            .count = clocks_.size(),
            .tiles = states_.tiles_of(0),
            .stride = states_.stride(),
            .run_out = expiries_.of(0),
            .run_out_stride = expiries_.stride(),
            .evaluate = evaluate,
            .day = 0,
            .length = 1e-12,
            .highest_intensity = 1e9};
  }

private:
  std::vector<double> half_ = std::vector<double>(lanes, 0.5), rate_ = std::vector<double>(lanes, 0.001);
  simulation::Rows drivers_;
  simulation::ClockStates states_;
  simulation::Expiries expiries_;
  std::vector<kernels::Term> terms_;
  std::vector<kernels::Clock> clocks_;
};

void run_clocks(benchmark::State& state, const kernels::Kernels& kernels, Clocks clocks,
                kernels::Evaluate evaluate) {
  const kernels::ClockRun run = clocks.run(evaluate);
  for (auto _ : state) benchmark::DoNotOptimize(kernels.run_clocks(run, lanes));
  count_items(state, clock_count * lanes);
}

void add(const std::string& name, std::size_t terms, kernels::Evaluate evaluate) {
  add_for_each_set("run_clocks/" + name,
                   [terms, evaluate](benchmark::State& state, const kernels::Kernels& kernels) {
                     run_clocks(state, kernels, Clocks(terms), evaluate);
                   });
}

} // namespace

void add_clocks() {
  add("run_down_only", 0, kernels::Evaluate::none);
  for (const std::size_t terms : {std::size_t{0}, std::size_t{1}, std::size_t{3}})
    add(std::to_string(terms) + "_terms", terms, kernels::Evaluate::all);
}

} // namespace casus::microbenchmarks
