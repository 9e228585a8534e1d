#pragma once

// The clocks' step. Clocks are evaluated for vectors of lanes; eight of them are then turned over into the
// lanes' tiles, and while they are at hand they are also checked, stored and run down.

#include "kernels/elementary.hpp"
#include "kernels/sums.hpp"
#include "kernels/tiles.hpp"

#include <cassert>

namespace casus::kernels::CASUS_INSTRUCTION_SET {

/// Makes the intensity 0 where the clock stands still. It is set, and not multiplied by 0, since that would
/// not stop a factor that has overflown.
template <std::size_t Count>
CASUS_INLINE void stop(Addition<Count>& values, const Clock& clock, double day, std::size_t lane) {
  for (std::size_t v = 0; v < Count; ++v) {
    const std::size_t at = lane + v * lanes_at_once;
    Doubles& value = values.of[v];
    if (clock.gate != nullptr) value = load(clock.gate + at) != 0.0 ? value : Doubles{};
    if (clock.firings != nullptr) value = load(clock.firings + at) >= clock.limit ? Doubles{} : value;
    if (clock.last_days != nullptr)
      value = load(clock.last_days + at) > day - of_cell(clock.cooldowns, lane, v) ? Doubles{} : value;
  }
}

template <std::size_t Count>
CASUS_INLINE Addition<Count> intensities(const Clock& clock, double day, std::size_t lane) {
  Addition<Count> values{};
  add_terms(values, clock.terms, lane);
  for (std::size_t v = 0; v < Count; ++v) {
    const double rate = clock.rate == nullptr ? 1 : of_cell(clock.rate, lane, v);
    values.of[v] = clock.terms.count == 0 ? all(rate) : rate * power_of_two(values.of[v]);
  }
  if (clock.rates != nullptr)
    for (std::size_t v = 0; v < Count; ++v) values.of[v] *= load(clock.rates + lane + v * lanes_at_once);
  if (clock.gate != nullptr || clock.firings != nullptr || clock.last_days != nullptr)
    stop(values, clock, day, lane);
  return values;
}

/// So many vectors hold a tile's intensities, or its residuals.
inline constexpr std::size_t tile_vectors = tile_clocks / lanes_at_once;

class ClockRunner {
public:
  CASUS_INLINE explicit ClockRunner(const ClockRun& run) : run_(run), range_(run.highest_intensity) {}

  CASUS_INLINE void run_tile(std::size_t tile, std::size_t lanes) {
    tile_ = tile;
    const bool is_any_due = find_due();
    for_vectors(lanes, [&](auto vectors, std::size_t lane) CASUS_INLINED {
      constexpr std::size_t count = decltype(vectors)::count;
      if (is_any_due)
        evaluate<count>(lane);
      else
        for (std::size_t i = 0; i < count * lanes_at_once; ++i) run_down_only(lane + i);
    });
  }
  CASUS_INLINE bool is_right() const { return range_.is_passed(); }

private:
  CASUS_INLINE bool is_due(std::size_t clock) const {
    return clock < run_.count && run_.clocks[clock].due <= run_.evaluate;
  }

  /// Finds which of the tile's clocks keep their intensities, and whether any is due. Places of the last tile
  /// that have no clock may get any intensity.
  CASUS_INLINE bool find_due() {
    std::int64_t kept[tile_clocks];
    bool is_any = false;
    is_any_kept_ = false;
    for (std::size_t i = 0; i < tile_clocks; ++i) {
      const std::size_t clock = tile_ * tile_clocks + i;
      kept[i] = clock < run_.count && !is_due(clock) ? -1 : 0;
      is_any_kept_ = is_any_kept_ || kept[i] != 0;
      is_any = is_any || is_due(clock);
    }
    __builtin_memcpy(kept_, kept, sizeof kept);
    return is_any;
  }

  /// Evaluates clock by clock; the vectors are then turned over into the lanes' tiles.
  template <std::size_t Count>
  CASUS_INLINE void evaluate(std::size_t lane) {
    Addition<Count> fresh[tile_clocks];
    for (std::size_t i = 0; i < tile_clocks; ++i) {
      const std::size_t clock = tile_ * tile_clocks + i;
      fresh[i] = is_due(clock) ? intensities<Count>(run_.clocks[clock], run_.day, lane) : Addition<Count>{};
    }
    for (std::size_t v = 0; v < Count; ++v) {
      Doubles turned[tile_vectors][lanes_at_once];
      for (std::size_t part = 0; part < tile_vectors; ++part) {
        for (std::size_t i = 0; i < lanes_at_once; ++i)
          turned[part][i] = fresh[part * lanes_at_once + i].of[v];
        transpose(turned[part]);
      }
      for (std::size_t i = 0; i < lanes_at_once; ++i) {
        Doubles values[tile_vectors];
        for (std::size_t part = 0; part < tile_vectors; ++part) values[part] = turned[part][i];
        renew(lane + v * lanes_at_once + i, values);
      }
    }
  }

  CASUS_INLINE Tile& tile_of(std::size_t lane) const { return run_.tiles[tile_ * run_.stride + lane]; }

  CASUS_INLINE void renew(std::size_t lane, Doubles (&values)[tile_vectors]) {
    Tile& tile = tile_of(lane);
    for (std::size_t part = 0; part < tile_vectors; ++part) {
      double* intensities = tile.intensities + part * lanes_at_once;
      if (is_any_kept_) values[part] = kept_[part] != 0 ? load(intensities) : values[part];
      store(values[part], intensities);
    }
    run_down(lane, tile, values);
  }

  CASUS_INLINE void run_down_only(std::size_t lane) {
    Tile& tile = tile_of(lane);
    Doubles values[tile_vectors];
    for (std::size_t part = 0; part < tile_vectors; ++part)
      values[part] = load(tile.intensities + part * lanes_at_once);
    run_down(lane, tile, values);
  }

  CASUS_INLINE void run_down(std::size_t lane, Tile& tile, const Doubles (&values)[tile_vectors]) {
    std::uint64_t out = 0;
    for (std::size_t part = 0; part < tile_vectors; ++part) {
      double* residuals = tile.residuals + part * lanes_at_once;
      range_.see(values[part]);
      const Doubles left = fused(values[part], -run_.length, load(residuals));
      store(left, residuals);
      out |= bits_of_below_and_above(left, values[part]) << part * lanes_at_once;
    }
    run_.run_out[lane * run_.run_out_stride + tile_] = static_cast<TileBits>(out);
  }

  const ClockRun run_;
  RangeCheck range_;
  std::size_t tile_ = 0;
  Longs kept_[tile_vectors] = {};
  bool is_any_kept_ = false;
};

inline bool run_clocks(const ClockRun& run, std::size_t lanes) {
  assert(is_aligned(run.tiles) && run.stride >= lanes);
  assert(run.run_out_stride >= tiles_of(run.count));
  ClockRunner runner(run);
  for (std::size_t tile = 0; tile * tile_clocks < run.count; ++tile) runner.run_tile(tile, lanes);
  return runner.is_right();
}

inline void exponentiate_sum(Terms terms, std::size_t lanes, double* out) {
  for_vectors(lanes, [&](auto vectors, std::size_t lane) CASUS_INLINED {
    constexpr std::size_t count = decltype(vectors)::count;
    Addition<count> sums{};
    add_terms(sums, terms, lane);
    for (std::size_t v = 0; v < count; ++v) store(power_of_two(sums.of[v]), out + lane + v * lanes_at_once);
  });
}

/// Does the same for one lane, its sums side by side in a vector.
inline void exponentiate_lane(const Terms* sums, std::size_t count, std::size_t lane, double* out) {
  for (std::size_t i = 0; i < count; i += lanes_at_once) {
    Doubles values{};
    for (std::size_t k = 0; k < lanes_at_once && i + k < count; ++k)
      for (const Term* term = sums[i + k].first; term != sums[i + k].first + sums[i + k].count; ++term)
        values[k] = __builtin_fma(term->row[lane], of_cell(term->weights, lane, 0), values[k]);
    store(power_of_two(values), out + i);
  }
}

inline void exponentiate(std::size_t count, double* values) {
  for (std::size_t i = 0; i < count; i += lanes_at_once) store(power_of_two(load(values + i)), values + i);
}

} // namespace casus::kernels::CASUS_INSTRUCTION_SET
