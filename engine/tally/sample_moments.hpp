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

/// The same with the sum of cubed deviations: Pébay 2008, "Formulas for robust, one-pass parallel computation
/// of covariances and arbitrary-order statistical moments".
struct SkewMoments {
  double count = 0;
  double mean = 0;
  double squares = 0;
  double cubes = 0; ///< sum of (x - mean)^3

  void add(double x) { merge({1, x, 0, 0}); }

  void merge(const SkewMoments& other) {
    if (other.count == 0) return;
    const double total = count + other.count, share = other.count / total;
    const double distance = other.mean - mean;
    cubes += other.cubes + distance * distance * distance * count * share * (count - other.count) / total +
             3 * distance * (count * other.squares - other.count * squares) / total;
    squares += other.squares + distance * distance * count * share;
    mean += distance * share;
    count = total;
  }

  /// The third central moment.
  double third() const { return count > 0 ? cubes / count : 0; }
};

} // namespace casus::tally
