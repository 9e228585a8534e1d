#pragma once

#include <limits>
#include <string_view>

namespace casus::scenario {

/// What values a number may have, in words and in numbers.
struct Bounds {
  double low = 0;
  double high = 0;
  bool open = false;      ///< the ends themselves are not allowed
  std::string_view words; ///< "above 0"

  constexpr bool allow(double value) const {
    return open ? value > low && value < high : value >= low && value <= high;
  }
};

inline constexpr Bounds any_number{-std::numeric_limits<double>::infinity(),
                                   std::numeric_limits<double>::infinity(), true, "finite"};
inline constexpr Bounds above_zero{0, std::numeric_limits<double>::infinity(), true, "above 0"};
inline constexpr Bounds not_below_zero{0, std::numeric_limits<double>::infinity(), false, "0 or more"};
inline constexpr Bounds from_zero_to_one{0, 1, false, "from 0 to 1"};
inline constexpr Bounds within_one{-1, 1, true, "between -1 and 1, without these"};

} // namespace casus::scenario
