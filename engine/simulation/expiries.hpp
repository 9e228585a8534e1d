#pragma once

#include "simulation/block_state.hpp"

#include <bit>
#include <limits>
#include <vector>

namespace casus::simulation {

/// A clock that runs out in the present step, as things stand, and the threshold that it will get then.
struct Expiry {
  plan::ClockId clock = plan::none;
  double next_threshold = std::numeric_limits<double>::quiet_NaN(); ///< not a number: not drawn yet
};

/// The expiries of each lane of a block.
class Expiries {
public:
  explicit Expiries(std::size_t lanes) : by_lane_(lanes), words_((lanes + 63) / 64) {}

  void add(std::size_t lane, plan::ClockId clock) {
    words_[lane / 64] |= std::uint64_t{1} << (lane % 64);
    for (const Expiry& expiry : by_lane_[lane])
      if (expiry.clock == clock) return;
    by_lane_[lane].push_back({clock});
  }
  std::vector<Expiry>& of(std::size_t lane) { return by_lane_[lane]; }

  /// Calls it with every lane that has some, ascending.
  template <typename Function>
  void for_lanes(const Function& function) {
    for (std::size_t w = 0; w < words_.size(); ++w)
      for (std::uint64_t bits = words_[w]; bits != 0; bits &= bits - 1)
        function(w * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
  }
  void clear() {
    for_lanes([this](std::size_t lane) { by_lane_[lane].clear(); });
    std::fill(words_.begin(), words_.end(), 0);
  }

private:
  std::vector<std::vector<Expiry>> by_lane_;
  std::vector<std::uint64_t> words_; ///< a bit a lane
};

} // namespace casus::simulation
