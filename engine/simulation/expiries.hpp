#pragma once

#include "simulation/block_state.hpp"

#include <bit>
#include <limits>
#include <vector>

namespace casus::simulation {

/// A clock that runs out in the present step, as things stand.
struct Expiry {
  plan::ClockId clock = plan::none;
  double day = std::numeric_limits<double>::infinity();             ///< infinite where it no longer does
  double next_threshold = std::numeric_limits<double>::quiet_NaN(); ///< not a number: not drawn yet
};

/// The expiries of each lane of a block.
class Expiries {
public:
  explicit Expiries(std::size_t lanes) : by_lane_(lanes), hints_(lanes), words_((lanes + 63) / 64) {}

  /// The clock now runs out on that day, or not at all.
  void note(std::size_t lane, plan::ClockId clock, double day) {
    if (may_have(lane, hint_of(clock)))
      for (Expiry& expiry : by_lane_[lane])
        if (expiry.clock == clock) {
          expiry.day = day;
          return;
        }
    if (day < std::numeric_limits<double>::infinity()) add(lane, clock, day);
  }
  /// A bit that stands for the clock, if perhaps for others too.
  static std::uint64_t hint_of(plan::ClockId clock) { return std::uint64_t{1} << (clock % 64); }
  bool may_have(std::size_t lane, std::uint64_t hints) const { return (hints_[lane] & hints) != 0; }

  std::size_t count() const { return count_; } ///< of all lanes
  std::vector<Expiry>& of(std::size_t lane) { return by_lane_[lane]; }

  /// The earliest, of those of one moment the first clock; null where none is left.
  Expiry* next(std::size_t lane) {
    Expiry* next = nullptr;
    double earliest = std::numeric_limits<double>::infinity();
    for (Expiry& expiry : by_lane_[lane])
      if (expiry.day < earliest ||
          (expiry.day == earliest && next != nullptr && expiry.clock < next->clock)) {
        next = &expiry;
        earliest = expiry.day;
      }
    return next;
  }

  /// The lanes that have some, ascending; until the next call.
  const std::vector<std::size_t>& lanes() {
    lanes_.clear();
    for (std::size_t w = 0; w < words_.size(); ++w)
      for (std::uint64_t bits = words_[w]; bits != 0; bits &= bits - 1)
        lanes_.push_back(w * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
    return lanes_;
  }
  void clear() {
    for (const std::size_t lane : lanes()) {
      by_lane_[lane].clear();
      hints_[lane] = 0;
    }
    std::fill(words_.begin(), words_.end(), 0);
    count_ = 0;
  }

private:
  void add(std::size_t lane, plan::ClockId clock, double day) {
    words_[lane / 64] |= std::uint64_t{1} << (lane % 64);
    hints_[lane] |= hint_of(clock);
    by_lane_[lane].push_back({clock, day});
    ++count_;
  }

  std::vector<std::vector<Expiry>> by_lane_;
  std::vector<std::uint64_t> hints_; ///< of each lane: its clocks' bits, of which some share one
  std::vector<std::uint64_t> words_; ///< a bit a lane
  std::vector<std::size_t> lanes_;
  std::size_t count_ = 0;
};

} // namespace casus::simulation
