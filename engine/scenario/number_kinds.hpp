#pragma once

#include "casus/numbers.hpp"
#include "scenario/bounds.hpp"

#include <string_view>

namespace casus::scenario {

/// Everything that sets one kind of number apart from the others.
struct KindOfNumber {
  std::string_view word;
  Bounds bounds = any_number;
  bool zero_is_none = false; ///< 0 is the end of the range, or means that there is nothing
  bool is_in_hazard = false; ///< it stands in hazards, marks' shares and draws, or may do so
  bool is_settable = true;   ///< it does not stand in a list, which an overlay can only replace
};

/// The row of each kind. One that is missing here does not compile.
constexpr KindOfNumber row_of(NumberKind kind) {
  switch (kind) {
  case NumberKind::parameter:
    return {.word = "parameter"};
  case NumberKind::rate:
    return {.word = "rate", .bounds = not_below_zero, .zero_is_none = true, .is_in_hazard = true};
  case NumberKind::weight:
    return {.word = "weight", .is_in_hazard = true};
  case NumberKind::share:
    return {.word = "share", .bounds = not_below_zero, .zero_is_none = true, .is_in_hazard = true};
  case NumberKind::probability:
    return {.word = "probability", .bounds = from_zero_to_one, .zero_is_none = true, .is_in_hazard = true};
  case NumberKind::start:
    return {.word = "start"};
  case NumberKind::half_life:
    return {.word = "half_life", .bounds = above_zero, .zero_is_none = true};
  case NumberKind::mean:
    return {.word = "mean"};
  case NumberKind::volatility:
    return {.word = "volatility", .bounds = not_below_zero, .zero_is_none = true};
  case NumberKind::trend:
    return {.word = "trend"};
  case NumberKind::follow:
    return {.word = "follow"};
  case NumberKind::bound:
    return {.word = "bound", .is_settable = false};
  case NumberKind::correlation:
    return {.word = "correlation", .bounds = within_one, .is_settable = false};
  case NumberKind::cooldown:
    return {.word = "cooldown", .bounds = not_below_zero, .zero_is_none = true};
  case NumberKind::mark:
    return {.word = "mark", .zero_is_none = true, .is_settable = false};
  case NumberKind::effect:
    return {.word = "effect", .is_settable = false};
  }
  return {};
}

/// The range of each kind, where whoever keeps a pointer finds it.
template <NumberKind kind>
inline constexpr Bounds bounds_of = row_of(kind).bounds;

} // namespace casus::scenario
