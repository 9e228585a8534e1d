#pragma once

#include "distribution/anchors.hpp"
#include "distribution/shape.hpp"

#include <string_view>
#include <vector>

namespace casus::distribution {

/// One set of arguments that determines a distribution of a family.
struct Way {
  std::vector<std::string_view> arguments;
  ShapePointer (*make)(const std::vector<double>& values); ///< in the order of `arguments`
};

/// Everything that sets one family apart from the others.
struct Family {
  std::string_view name{};
  std::string_view says{}; ///< what it is, for the schema and the reference
  std::vector<Way> ways{}; ///< the first is the list form; empty where the values are listed
  std::size_t anchors = 0; ///< how many determine it, none in most; of three, min, max and mode may be some
  ShapePointer (*from_anchors)(const Anchors& anchors){};
  ShapePointer (*from_pairs)(const std::vector<NamedValue>& values_and_weights){};

  /// Whether it is given by its values and their weights, and not by named arguments.
  bool lists_values() const { return from_pairs != nullptr; }
};

/// By which power of the unit of what is drawn an argument of this name is measured: 1 of a mean or a
/// quantile, -1 of a rate, 0 of a shape.
int unit_power_of(std::string_view argument);

const std::vector<Family>& families();
/// The family of that name (`lognormal`); null if there is none.
const Family* family_named(std::string_view name);

} // namespace casus::distribution
