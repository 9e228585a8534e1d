#pragma once

#include "casus/expression.hpp"

#include <algorithm>
#include <cmath>

namespace casus::formula {

/// What each operation computes. All that evaluates formulas uses these two, so that a formula has the same
/// value everywhere. Conditions are 1 and 0.
inline double apply(Operation operation, double x) {
  switch (operation) {
  case Operation::negate:
    return -x;
  case Operation::logical_not:
    return x == 0 ? 1 : 0;
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
    return std::pow(x, y);
  case Operation::min:
    return std::min(x, y);
  case Operation::max:
    return std::max(x, y);
  case Operation::less:
    return x < y - tolerance ? 1 : 0;
  case Operation::less_equal:
    return x <= y + tolerance ? 1 : 0;
  case Operation::greater:
    return x > y + tolerance ? 1 : 0;
  case Operation::greater_equal:
    return x >= y - tolerance ? 1 : 0;
  case Operation::equal:
    return x >= y - tolerance && x <= y + tolerance ? 1 : 0;
  case Operation::not_equal:
    return !(x >= y - tolerance && x <= y + tolerance) ? 1 : 0;
  case Operation::logical_and:
    return x != 0 && y != 0 ? 1 : 0;
  default:
    return x != 0 || y != 0 ? 1 : 0;
  }
}

} // namespace casus::formula
