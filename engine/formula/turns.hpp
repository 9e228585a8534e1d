#pragma once

#include "casus/expression.hpp"

#include <functional>
#include <vector>

namespace casus::formula {

/// A moment, known beforehand, at which a formula may change though nothing happens: a comparison of
/// something that grows with time turns, or a firing leaves the window of a count.
struct Turn {
  Expression difference; ///< linear in time as long as nothing happens, and zero at the moment
  Expression slope;      ///< its derivative, per day
  bool is_at = true;     ///< the formula changes at the moment …
  bool is_after = false; ///< … or as soon as it has passed
};

/// The turns of all comparisons and counts in the formula. Both sides of a comparison must be made of time by
/// sums, by products with what stands still, and by `min`, `max` and `abs`; whether a driver stands still
/// between events, the caller knows. Other comparisons turn at moments that nobody knows beforehand.
std::vector<Turn> turns_of(const Expression& expression, const std::function<bool(int)>& stands_still);

} // namespace casus::formula
