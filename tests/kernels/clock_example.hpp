#pragma once

// Random clocks, and the loops that say what a run of them must do.

#include "kernels/support.hpp"

namespace casus::test {

/// Clocks with all that a clock may have: terms, rates of its own, a gate, a limit, a cooldown.
struct ClockExample {
  static constexpr std::size_t count = 40, widest = 128, rows = 6;

  explicit ClockExample(Randomness& random)
      : state(random.numbers(rows * widest, -2, 2)), intensities(random.numbers(count * widest, 0, 0.5)),
        residuals(random.numbers(count * widest, 0, 3)), gates(random.flags(count * widest, 70)),
        rates(random.numbers(count * widest, 0, 0.3)), last_days(random.numbers(count * widest, -20, 50)) {
    for (std::size_t i = 0; i < count * widest; ++i)
      firings.push_back(static_cast<double>(random.bits() % 5));
    for (std::size_t i = 0; i < count; ++i)
      for (std::size_t row = 0; row < rows; ++row) weights.push_back(random.uniform(-1, 1));
    for (std::size_t i = 0; i < count; ++i) shapes.push_back(random.bits());
  }

  /// A shape's bits say what the clock has.
  std::vector<kernels::Clock> clocks(std::vector<kernels::Term>& terms) {
    terms.clear();
    for (std::size_t i = 0; i < count * rows; ++i)
      terms.push_back({state.data() + i % rows * widest, weights[i]});
    std::vector<kernels::Clock> all;
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint64_t shape = shapes[i];
      kernels::Clock clock;
      clock.due = static_cast<kernels::Evaluate>(1 + shape % 3);
      clock.terms = {terms.data() + i * rows, shape >> 8 & 3 ? (shape >> 16) % (rows + 1) : 0};
      clock.rate = shape & 1 << 3 ? 0.05 : 1;
      if (shape & 1 << 4) clock.rates = rates.data() + i * widest;
      if (shape & 1 << 5) clock.gate = gates.data() + i * widest;
      if (shape & 1 << 6) clock.firings = firings.data() + i * widest, clock.limit = 3;
      if (shape & 1 << 7) clock.last_days = last_days.data() + i * widest, clock.cooldown = 14;
      clock.intensities = intensities.data() + i * widest;
      clock.residuals = residuals.data() + i * widest;
      all.push_back(clock);
    }
    return all;
  }

  std::vector<double> state, intensities, residuals, gates, rates, last_days, firings, weights;
  std::vector<std::uint64_t> shapes;
};

struct Ran {
  std::vector<std::uint64_t> codes;
  bool is_right = true;
};

inline kernels::ClockRun run_of(const std::vector<kernels::Clock>& clocks, kernels::Evaluate evaluate,
                                double day) {
  return {clocks.data(), clocks.size(), evaluate, day, 1.5, 4};
}

inline Ran run(const Kernels& kernels, ClockExample& example, kernels::Evaluate evaluate, double day,
               std::size_t lanes) {
  std::vector<kernels::Term> terms;
  const std::vector<kernels::Clock> clocks = example.clocks(terms);
  std::vector<std::uint64_t> codes(clocks.size() * lanes + kernels::lane_multiple);
  const kernels::RunDown down = kernels.run_clocks(run_of(clocks, evaluate, day), lanes, codes.data());
  codes.resize(down.run_out);
  return {codes, down.is_right};
}

inline double plain_intensity(const Kernels& kernels, const kernels::Clock& clock, double day,
                              std::size_t lane) {
  if (clock.gate != nullptr && clock.gate[lane] == 0) return 0;
  if (clock.firings != nullptr && clock.firings[lane] >= clock.limit) return 0;
  if (clock.last_days != nullptr && clock.last_days[lane] > day - clock.cooldown) return 0;
  double sum = 0;
  for (std::size_t t = 0; t < clock.terms.count; ++t)
    sum += clock.terms.first[t].weight * clock.terms.first[t].row[lane];
  const double intensity = clock.rate * exponential(kernels, sum);
  return clock.rates == nullptr ? intensity : intensity * clock.rates[lane];
}

inline Ran run_plainly(const Kernels& kernels, ClockExample& example, kernels::Evaluate evaluate, double day,
                       std::size_t lanes) {
  std::vector<kernels::Term> terms;
  const std::vector<kernels::Clock> clocks = example.clocks(terms);
  const kernels::ClockRun run = run_of(clocks, evaluate, day);
  Ran ran;
  for (std::size_t c = 0; c < clocks.size(); ++c)
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      double& intensity = clocks[c].intensities[lane];
      if (clocks[c].due <= evaluate) intensity = plain_intensity(kernels, clocks[c], day, lane);
      ran.is_right = ran.is_right && intensity >= 0 && intensity <= run.highest_intensity;
      clocks[c].residuals[lane] -= intensity * run.length;
      if (clocks[c].residuals[lane] < 0) ran.codes.push_back(std::uint64_t{c} << 32 | lane);
    }
  return ran;
}

} // namespace casus::test
