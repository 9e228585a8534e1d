#pragma once

#include <cstddef>

namespace casus::simulation {

/// A step under way.
struct Step {
  std::size_t number = 0;
  double begin = 0;
  double end = 0;

  double middle() const { return (begin + end) / 2; }
};

/// When something happens in a step: the day, and the step's end, to which the clocks have been run down.
/// Between two steps they are one.
struct Moment {
  double day = 0;
  double end = 0;
  bool is_drawn = true; ///< by chance, not known beforehand as a date is

  double left() const { return end - day; }
  /// The middle of what is left of the step, where functions that move smoothly with time are taken.
  double middle() const { return (day + end) / 2; }
};

} // namespace casus::simulation
