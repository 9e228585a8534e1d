#pragma once

// Events are carried out one by one, as far as they do the same each time.

#include "kernels/row_changes.hpp"
#include "kernels/tiles.hpp"

#include <cassert>

namespace casus::kernels::CASUS_INSTRUCTION_SET {

/// Rows of a unit matrix: row i is 1 in place i and 0 elsewhere.
struct alignas(64) Units {
  double of[tile_clocks][tile_clocks];
};

constexpr Units units() {
  Units units{};
  for (std::size_t i = 0; i < tile_clocks; ++i) units.of[i][i] = 1;
  return units;
}

class Shooter {
public:
  CASUS_INLINE explicit Shooter(const Firings& firings) : run_(firings), range_(firings.highest_intensity) {}

  CASUS_INLINE void fire(const Expiry& event) {
    assert(event.lane < run_.stride && event.day <= run_.end);
    const std::size_t clock = event.clock;
    const Firing& firing = firing_of(event);
    ++run_.draws[clock * run_.draws_stride + event.lane];
    left_ = run_.end - event.day;
    if (firing.rows.firings != nullptr) is_right_ &= change_rows(firing.rows, event.lane, event.day, left_);
    tiles_ = run_.tiles + event.lane;
    run_out_ = run_.run_out + event.lane * run_.run_out_stride;
    change_tiles(firing, clock % tile_clocks, firing.has_own_tile ? event.threshold : 0);
    change_clocks(firing, firing.has_own_tile ? 0 : event.threshold);
  }

  CASUS_INLINE void fetch(const Expiry& event) const {
    const std::size_t clock = event.clock;
    const Firing& firing = firing_of(event);
    __builtin_prefetch(run_.draws + clock * run_.draws_stride + event.lane, 1);
    if (firing.rows.firings == nullptr) return;
    fetch_rows(firing.rows, event.lane);
    for (std::size_t i = 0; i < firing.tile_count; ++i)
      fetch(run_.tiles[firing.tiles[i] * run_.stride + event.lane]);
    const double* intensities = run_.tiles[event.lane].intensities;
    for (std::size_t i = 0; i < firing.clock_count; ++i) {
      __builtin_prefetch(intensities + firing.clocks[i].offset, 1);
      __builtin_prefetch(intensities + firing.clocks[i].offset + tile_clocks, 1);
    }
  }

  CASUS_INLINE bool is_right() const {
    return is_right_ && highest_ <= run_.highest_intensity && range_.is_passed();
  }

private:
  CASUS_INLINE const Firing& firing_of(const Expiry& event) const {
    return run_.of_clocks[event.lane / lane_multiple][event.clock];
  }

  CASUS_INLINE static void fetch(const Tile& tile) {
    __builtin_prefetch(tile.intensities, 1);
    __builtin_prefetch(tile.residuals, 1);
  }

  CASUS_INLINE void change_tiles(const Firing& firing, std::size_t place, double threshold) {
    static constexpr Units unit = units();
    for (std::size_t i = 0; i < firing.tile_count; ++i, threshold = 0) {
      Tile& tile = tiles_[firing.tiles[i] * run_.stride];
      std::uint64_t out = 0;
      for (std::size_t at = 0; at < tile_clocks; at += lanes_at_once) {
        const Doubles renewed = load(tile.residuals + at) + load(unit.of[place] + at) * threshold;
        out |= multiply_in(tile, at, load(firing.tile_factors[i].of + at), renewed, left_, range_);
      }
      run_out_[firing.tiles[i]] = static_cast<TileBits>(out);
    }
  }

  CASUS_INLINE void change_clocks(const Firing& firing, double threshold) {
    double* const numbers = reinterpret_cast<double*>(tiles_);
    for (std::size_t i = 0; i < firing.clock_count; ++i, threshold = 0) {
      const ClockFactor& of = firing.clocks[i];
      double& intensity = numbers[of.offset];
      double& residual = numbers[of.offset + tile_clocks];
      const double before = intensity;
      const double had = residual;
      intensity = before * of.factor;
      residual = __builtin_fma(before - intensity, left_, had + threshold);
      highest_ = intensity > highest_ ? intensity : highest_;
      if (had < 0 || residual < 0) note(of.clock, residual < 0 && intensity > 0); // which is rare
    }
  }

  CASUS_INLINE void note(std::uint32_t clock, bool runs_out) {
    const unsigned bit = 1U << clock % tile_clocks;
    TileBits& bits = run_out_[clock / tile_clocks];
    bits = static_cast<TileBits>(runs_out ? bits | bit : bits & ~bit);
  }

  const Firings run_; // which no store can change
  RangeCheck range_;
  bool is_right_ = true;
  double highest_ = 0;    ///< intensity of single clocks
  Tile* tiles_ = nullptr; ///< the first of the lane at hand
  TileBits* run_out_ = nullptr;
  double left_ = 0; ///< of the step
};

inline bool fire(const Firings& firings) {
  constexpr std::size_t ahead = 3;
  assert(is_aligned(firings.tiles));
  Shooter shooter(firings);
  for (std::size_t i = 0; i < firings.count; ++i) {
    if (firings.is_large && i + ahead < firings.count) shooter.fetch(firings.events[i + ahead]);
    shooter.fire(firings.events[i]);
  }
  return shooter.is_right();
}

} // namespace casus::kernels::CASUS_INSTRUCTION_SET
