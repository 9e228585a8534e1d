#pragma once

#include "casus/expression.hpp"

#include <cmath>
#include <limits>

namespace casus::formula {

inline constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

inline bool are_numbers(double x, double y) { return x == x && y == y; }

/// The truth of a comparison, which nobody knows where a side is no number.
inline double truth(double x, double y, bool holds) { return !are_numbers(x, y) ? no_number : holds ? 1 : 0; }

/// What each operation computes. All that evaluates formulas uses these two, so that a formula has the same
/// value everywhere. Conditions are 1 and 0.
/// What is no number stays none, whatever is done with it; a condition is none where its truth hangs on one.
inline double apply(Operation operation, double x) {
  switch (operation) {
  case Operation::negate:
    return -x;
  case Operation::logical_not:
    return truth(x, x, x == 0);
  case Operation::exp:
    return std::exp(x);
  case Operation::log:
    return std::log(x);
  case Operation::sqrt:
    return std::sqrt(x);
  case Operation::abs:
    return std::abs(x);
  case Operation::sin:
    return std::sin(x);
  default:
    return std::cos(x);
  }
}

/// The same for operations on two numbers. Comparisons take numbers that differ by no more than the tolerance
/// as equal.
inline double apply(Operation operation, double x, double y, double tolerance = 0) {
  switch (operation) {
  case Operation::add:
    return x + y;
  case Operation::subtract:
    return x - y;
  case Operation::multiply:
    return x * y;
  case Operation::divide:
    return x / y;
  case Operation::power:
    return are_numbers(x, y) ? std::pow(x, y) : no_number; // pow(nan, 0) would be 1
  case Operation::min:
    return y < x || y != y ? y : x;
  case Operation::max:
    return x < y || y != y ? y : x;
  case Operation::less:
    return truth(x, y, x < y - tolerance);
  case Operation::less_equal:
    return truth(x, y, x <= y + tolerance);
  case Operation::greater:
    return truth(x, y, x > y + tolerance);
  case Operation::greater_equal:
    return truth(x, y, x >= y - tolerance);
  case Operation::equal:
    return truth(x, y, x >= y - tolerance && x <= y + tolerance);
  case Operation::not_equal:
    return truth(x, y, !(x >= y - tolerance && x <= y + tolerance));
  case Operation::logical_and:
    return x == 0 || y == 0 ? 0 : truth(x, y, true);
  default:
    return x == 1 || y == 1 ? 1 : truth(x, y, false);
  }
}

} // namespace casus::formula
