#pragma once

// Random clocks, and the loops that say what a run of them must do.

#include "kernels/support.hpp"

namespace casus::test {

/// Tiles of clocks and lanes, as the simulator lays them out.
struct Tiles {
  Tiles(std::size_t clocks, std::size_t lanes)
      : stride(lanes + 1), bytes((clocks + kernels::tile_clocks - 1) / kernels::tile_clocks),
        all(bytes * stride), run_out(bytes * lanes, 0xee) {}

  kernels::Tile& tile(std::size_t clock, std::size_t lane) {
    return all[clock / kernels::tile_clocks * stride + lane];
  }
  double& intensity(std::size_t clock, std::size_t lane) {
    return tile(clock, lane).intensities[clock % kernels::tile_clocks];
  }
  double& residual(std::size_t clock, std::size_t lane) {
    return tile(clock, lane).residuals[clock % kernels::tile_clocks];
  }
  bool runs_out(std::size_t clock, std::size_t lane) const {
    return (run_out[lane * bytes + clock / kernels::tile_clocks] >> clock % kernels::tile_clocks & 1) != 0;
  }

  std::size_t stride;
  std::size_t bytes; ///< of a lane's bits
  std::vector<kernels::Tile> all;
  std::vector<kernels::TileBits> run_out;
};

inline bool same_bits(const Tiles& a, const Tiles& b) {
  return std::memcmp(a.all.data(), b.all.data(), a.all.size() * sizeof(kernels::Tile)) == 0 &&
         a.run_out == b.run_out;
}

/// Clocks with all that a clock may have: terms, rates of its own, a gate, a limit, a cooldown.
struct ClockExample {
  static constexpr std::size_t count = 42, widest = 128, rows = 6, cells = widest / kernels::lane_multiple;

  explicit ClockExample(Randomness& random)
      : state(random.numbers(rows * widest, -2, 2)), tiles(count, widest),
        gates(random.flags(count * widest, 70)), rates(random.numbers(count * widest, 0, 0.3)),
        last_days(random.numbers(count * widest, -20, 50)) {
    for (std::size_t i = 0; i < count * widest; ++i) {
      tiles.intensity(i / widest, i % widest) = random.uniform(0, 0.5);
      tiles.residual(i / widest, i % widest) = random.uniform(0, 3);
      firings.push_back(static_cast<double>(random.bits() % 5));
    }
    for (std::size_t i = 0; i < count; ++i)
      for (std::size_t row = 0; row < rows; ++row) weights.push_back(random.numbers(cells, -1, 1));
    for (std::size_t i = 0; i < count; ++i) shapes.push_back(random.bits());
    for (std::size_t cell = 0; cell < cells; ++cell) {
      plain_rates.push_back(random.uniform(0.01, 0.1));
      cooldowns.push_back(random.uniform(5, 20));
    }
  }

  /// A shape's bits say what the clock has.
  std::vector<kernels::Clock> clocks(std::vector<kernels::Term>& terms) const {
    terms.clear();
    for (std::size_t i = 0; i < count * rows; ++i)
      terms.push_back({state.data() + i % rows * widest, weights[i].data()});
    std::vector<kernels::Clock> all;
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint64_t shape = shapes[i];
      kernels::Clock clock;
      clock.due = static_cast<kernels::Evaluate>(1 + shape % 3);
      clock.terms = {terms.data() + i * rows, shape >> 8 & 3 ? (shape >> 16) % (rows + 1) : 0};
      if (shape & 1 << 3) clock.rate = plain_rates.data();
      if (shape & 1 << 4) clock.rates = rates.data() + i * widest;
      if (shape & 1 << 5) clock.gate = gates.data() + i * widest;
      if (shape & 1 << 6) clock.firings = firings.data() + i * widest, clock.limit = 3;
      if (shape & 1 << 7) clock.last_days = last_days.data() + i * widest, clock.cooldowns = cooldowns.data();
      all.push_back(clock);
    }
    return all;
  }

  std::vector<double> state;
  Tiles tiles;
  std::vector<double> gates, rates, last_days, firings;
  std::vector<std::vector<double>> weights;   ///< of each clock's rows, one a cell
  std::vector<double> plain_rates, cooldowns; ///< one a cell
  std::vector<std::uint64_t> shapes;
};

inline kernels::ClockRun run_of(const std::vector<kernels::Clock>& clocks, Tiles& tiles,
                                kernels::Evaluate evaluate, double day) {
  return {.clocks = clocks.data(),
          .count = clocks.size(),
          .tiles = tiles.all.data(),
          .stride = tiles.stride,
          .run_out = tiles.run_out.data(),
          .run_out_stride = tiles.bytes,
          .evaluate = evaluate,
          .day = day,
          .length = 1.5,
          .highest_intensity = 4};
}

/// Tells whether all intensities are right.
inline bool run(const Kernels& kernels, ClockExample& example, kernels::Evaluate evaluate, double day,
                std::size_t lanes) {
  std::vector<kernels::Term> terms;
  const std::vector<kernels::Clock> clocks = example.clocks(terms);
  return kernels.run_clocks(run_of(clocks, example.tiles, evaluate, day), lanes);
}

inline double plain_intensity(const Kernels& kernels, const kernels::Clock& clock, double day,
                              std::size_t lane) {
  if (clock.gate != nullptr && clock.gate[lane] == 0) return 0;
  if (clock.firings != nullptr && clock.firings[lane] >= clock.limit) return 0;
  const std::size_t cell = lane / kernels::lane_multiple;
  if (clock.last_days != nullptr && clock.last_days[lane] > day - clock.cooldowns[cell]) return 0;
  double sum = 0;
  for (std::size_t t = 0; t < clock.terms.count; ++t)
    sum = std::fma(clock.terms.first[t].row[lane], clock.terms.first[t].weights[cell], sum);
  const double intensity = (clock.rate == nullptr ? 1 : clock.rate[cell]) * power_of_two(kernels, sum);
  return clock.rates == nullptr ? intensity : intensity * clock.rates[lane];
}

/// The bits of a lane's tile, from where its clocks stand.
inline kernels::TileBits plain_bits(const kernels::Tile& tile) {
  unsigned bits = 0;
  for (std::size_t i = 0; i < kernels::tile_clocks; ++i)
    if (tile.residuals[i] < 0 && tile.intensities[i] > 0) bits |= 1U << i;
  return static_cast<kernels::TileBits>(bits);
}

inline bool run_plainly(const Kernels& kernels, ClockExample& example, kernels::Evaluate evaluate, double day,
                        std::size_t lanes) {
  std::vector<kernels::Term> terms;
  const std::vector<kernels::Clock> clocks = example.clocks(terms);
  Tiles& tiles = example.tiles;
  const kernels::ClockRun run = run_of(clocks, tiles, evaluate, day);
  bool is_right = true;
  for (std::size_t lane = 0; lane < lanes; ++lane)
    for (std::size_t c = 0; c < clocks.size(); ++c) {
      double& intensity = tiles.intensity(c, lane);
      if (clocks[c].due <= evaluate) intensity = plain_intensity(kernels, clocks[c], day, lane);
      is_right = is_right && intensity >= 0 && intensity <= run.highest_intensity;
      tiles.residual(c, lane) = std::fma(intensity, -run.length, tiles.residual(c, lane));
      tiles.run_out[lane * tiles.bytes + c / kernels::tile_clocks] = plain_bits(tiles.tile(c, lane));
    }
  return is_right;
}

} // namespace casus::test
