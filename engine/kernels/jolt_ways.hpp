#pragma once

#include <cstddef>

// This file says where what events add to drivers goes, and what is left of it after a while.

namespace casus::kernels {

/// One stretch of a Fade: on it each function is a sum of powers.
struct FadePiece {
  double end = 0;
  double centre = 0;
  double per_unit = 0; ///< of the distance from the centre: 1 at the end
  std::size_t terms = 0;
  const double* coefficients = nullptr; ///< [power, the highest first][function], and a vector more
};

/// Functions of time, side by side, as of how much is left of a jolt after a while. The first of its pieces,
/// which is nearly always the only one, stands in it, so that an event waits for no more lines of the cache
/// than it must.
struct Fade {
  FadePiece first;
  const FadePiece* others = nullptr; ///< that follow it
  std::size_t other_count = 0;
  std::size_t count = 0; ///< of functions
};

/// A driver to which a jolt goes: into what it becomes by the step's end, and a share into its mean over the
/// step.
struct JoltWay {
  double* becoming = nullptr;
  double* mean = nullptr;
  double mean_share = 0;
  double low = 0; ///< within which the mean is held
  double high = 0;
};

/// Where a jolt of a driver goes: to itself and those that follow it. What each becomes gets what is left of
/// it when the step ends.
struct JoltWays {
  Fade fade;
  const JoltWay* ways = nullptr; ///< of each of the fade's functions
};

/// What has become of the rows to which a jolt was added.
struct JoltEnd {
  bool is_finite = true;
  bool is_held = false; ///< a mean, within its bounds
};

} // namespace casus::kernels
