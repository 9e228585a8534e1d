#pragma once

#include <cmath>
#include <cstdint>

namespace casus::tally {

/// Mean and sum of squared deviations, mergeable without loss of digits: Chan, Golub, LeVeque 1983.
struct Moments {
  double count = 0;
  double mean = 0;
  double squares = 0; ///< sum of (x - mean)^2

  void add(double x) {
    ++count;
    const double distance = x - mean;
    mean += distance / count;
    squares += distance * (x - mean);
  }

  void merge(const Moments& other) {
    if (other.count == 0) return;
    const double total = count + other.count;
    const double distance = other.mean - mean;
    mean += distance * (other.count / total);
    squares += other.squares + distance * distance * (count * (other.count / total));
    count = total;
  }

  /// The variance with n - 1; zero for fewer than two numbers.
  double variance() const { return count > 1 ? squares / (count - 1) : 0; }
  double sd() const { return std::sqrt(variance()); }
};

} // namespace casus::tally
