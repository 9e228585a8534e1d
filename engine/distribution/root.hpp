#pragma once

#include <boost/math/tools/roots.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>

namespace casus::distribution {

/// Finds where a function that rises or falls crosses zero between two points; none where it does not.
/// Algorithm 748 of Alefeld, Potra and Shi (1995), by Boost, in at most 200 evaluations.
template <typename F>
std::optional<double> root_between(F f, double low, double high) {
  const double at_low = f(low), at_high = f(high);
  if (at_low == 0) return low;
  if (at_high == 0) return high;
  const bool crosses = std::isfinite(at_low) && std::isfinite(at_high) && (at_low < 0) != (at_high < 0);
  if (!crosses) return std::nullopt;
  std::uintmax_t evaluations = 200;
  const auto [left, right] = boost::math::tools::toms748_solve(
      f, low, high, at_low, at_high,
      boost::math::tools::eps_tolerance<double>(std::numeric_limits<double>::digits), evaluations);
  return std::midpoint(left, right);
}

} // namespace casus::distribution
