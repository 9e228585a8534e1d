#pragma once

#include <boost/math/distributions/poisson.hpp>

namespace casus::test {

/// How often a process with a dead time d after each event fires by T: its n-th event comes by then when a
/// gamma variable is below T - (n - 1) d.
inline double mean_with_dead_time(double rate, double dead, double horizon) {
  double sum = 0;
  for (int n = 1; horizon > (n - 1) * dead; ++n)
    sum += cdf(complement(boost::math::poisson(rate * (horizon - (n - 1) * dead)), n - 1));
  return sum;
}

} // namespace casus::test
