#pragma once

#include "simulation/clock_states.hpp"

#include <bit>
#include <cstring>
#include <limits>
#include <numeric>
#include <vector>

namespace casus::simulation {

/// Which clocks of each lane run out in the present step, as things stand: a bit a clock.
class Expiries {
public:
  Expiries(std::size_t clocks, std::size_t lanes)
      : words_(clocks / 64 + 1), bits_(lanes * words_ * sizeof(std::uint64_t)) {}

  /// The bits of the lane's tiles; the next lane's are `stride` further on.
  kernels::TileBits* of(std::size_t lane) { return bits_.data() + lane * stride(); }
  std::size_t stride() const { return words_ * sizeof(std::uint64_t); }

  void note(std::size_t lane, plan::ClockId clock, bool runs_out) {
    const std::size_t place = clock.number();
    const auto bit = static_cast<kernels::TileBits>(1U << place % kernels::tile_clocks);
    kernels::TileBits& bits = of(lane)[place / kernels::tile_clocks];
    bits = static_cast<kernels::TileBits>(runs_out ? bits | bit : bits & ~bit);
  }

  /// Lists the first `count` lanes.
  static void find_all(std::size_t count, std::vector<std::size_t>& lanes) {
    lanes.resize(count);
    std::iota(lanes.begin(), lanes.end(), 0);
  }
  /// Keeps of some lanes those that have an expiry. It has no branches, which nobody could predict.
  void keep_lanes(std::vector<std::size_t>& lanes) const {
    std::size_t kept = 0;
    for (const std::size_t lane : lanes) {
      lanes[kept] = lane;
      kept += has_any(lane) ? 1 : 0;
    }
    lanes.resize(kept);
  }

  bool has_any(std::size_t lane) const {
    std::uint64_t any = word(lane, 0);
    for (std::size_t w = 1; w < words_; ++w) any |= word(lane, w);
    return any != 0;
  }

  std::size_t count(std::size_t lanes) const {
    std::size_t count = 0;
    for (std::size_t lane = 0; lane < lanes; ++lane)
      for (std::size_t w = 0; w < words_; ++w)
        count += static_cast<std::size_t>(std::popcount(word(lane, w)));
    return count;
  }

  /// Asks the cache for what finding the lane's earliest touches.
  void fetch(const ClockStates& clocks, std::size_t lane) const {
    for (std::size_t w = 0; w < words_; ++w)
      for (std::uint64_t bits = word(lane, w); bits != 0; bits &= bits - 1)
        clocks.fetch(first_of(bits, w), lane);
  }

  /// Finds the earliest expiry of a lane that has some, at `end + residual / intensity`; of those of one
  /// moment the first clock.
  void find_earliest(const ClockStates& clocks, double end, kernels::Expiry& expiry) const {
    plan::ClockId earliest{};
    double earliest_day = std::numeric_limits<double>::infinity();
    for (std::size_t w = 0; w < words_; ++w)
      for (std::uint64_t bits = word(expiry.lane, w); bits != 0; bits &= bits - 1) {
        const plan::ClockId clock = first_of(bits, w);
        const double day = end + clocks.time_left(clock, expiry.lane);
        if (day < earliest_day) earliest_day = day, earliest = clock;
      }
    expiry.clock = earliest.number();
    expiry.day = earliest_day;
  }

private:
  static_assert(std::endian::native == std::endian::little, "the first tile's byte is the word's lowest");

  static plan::ClockId first_of(std::uint64_t bits, std::size_t w) {
    return plan::ClockId(w * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
  }
  std::uint64_t word(std::size_t lane, std::size_t w) const {
    std::uint64_t word;
    std::memcpy(&word, bits_.data() + lane * stride() + w * sizeof word, sizeof word);
    return word;
  }

  std::size_t words_; ///< of a lane
  std::vector<kernels::TileBits> bits_;
};

} // namespace casus::simulation
