#pragma once

#include "casus/scenario.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace casus::distribution {

/// The family of that name (`lognormal`), if there is one.
std::optional<Family> family_named(std::string_view name);
std::string_view name_of(Family family);

using NamedValue = std::pair<std::string, double>;

/// The names that the list form of a family gives to its arguments: {"min", "max"} for uniform. Empty for
/// discrete.
std::vector<std::string> list_arguments(Family family);

class Shape;

/// A random number of a family, known by its quantile function, so that one uniform number makes one draw and
/// the draws of two scenarios that differ a little stay coupled.
class Variate {
public:
  /// Arguments as in Distribution, with their values. Throws std::invalid_argument with a message fit for the
  /// user: the arguments are not ones that determine the family, or their values are out of range. What is
  /// accepted has a finite quantile everywhere.
  Variate(Family family, const std::vector<NamedValue>& arguments);

  /// The value below which the share u lies, 0 < u < 1.
  double quantile(double u) const;
  /// The support's ends, infinite where it has none.
  double lowest() const;
  double highest() const;

private:
  std::shared_ptr<const Shape> shape_;
};

} // namespace casus::distribution
