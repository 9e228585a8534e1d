#pragma once

#include "scenario/reading.hpp"

#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace casus::scenario {

/// What values a number may have, in words and in numbers.
struct Bounds {
  double low = 0;
  double high = 0;
  bool open = false;      ///< the ends themselves are not allowed
  std::string_view words; ///< "above 0"
};

inline constexpr Bounds above_zero{0, std::numeric_limits<double>::infinity(), true, "above 0"};
inline constexpr Bounds not_below_zero{0, std::numeric_limits<double>::infinity(), false, "0 or more"};
inline constexpr Bounds from_zero_to_one{0, 1, false, "from 0 to 1"};
inline constexpr Bounds within_one{-1, 1, true, "between -1 and 1, without these"};

/// Tells of a number that is out of bounds, or that will be in some world, as far as this is known now: of
/// constants, and of numbers that are no more than a parameter's name or a distribution. `what` names it in
/// the message. Parameters must have been read.
void require_within(Reading& reading, const std::optional<Formula>& number, const Bounds& bounds,
                    const std::string& what);

/// Tells of a constant that a distribution never draws, as far as its arguments are constants too.
void require_drawable(Reading& reading, const Number& constant, const Distribution& distribution,
                      const std::string& what);

} // namespace casus::scenario
