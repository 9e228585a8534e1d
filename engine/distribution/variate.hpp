#pragma once

#include "casus/scenario.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace casus::distribution {

using NamedValue = std::pair<std::string, double>;

class Shape;

/// A random number of a family, known by its quantile function, so that one uniform number makes one draw and
/// the draws of two scenarios that differ a little stay coupled.
class Variate {
public:
  /// Arguments as in Distribution, with their values. Throws std::invalid_argument with a message fit for the
  /// user: the arguments are not ones that determine the family, or their values are out of range. What is
  /// accepted has a finite quantile everywhere.
  Variate(std::string_view family, const std::vector<NamedValue>& arguments);
  /// Makes a variate of a distribution whose arguments are constant.
  explicit Variate(const Distribution& distribution);

  /// The value below which the share u lies, 0 < u < 1.
  double quantile(double u) const;
  /// The density at a value, or of a discrete distribution its probability: 0 where there is none. It is
  /// found from the quantile function, to about 1e-8 of itself.
  double density(double value) const;
  /// The support's ends, infinite where it has none.
  double lowest() const;
  double highest() const;
  /// There is nothing between its values, and the ends of the support are among them.
  bool is_discrete() const;

private:
  std::shared_ptr<const Shape> shape_;
};

} // namespace casus::distribution
