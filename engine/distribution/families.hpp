#pragma once

#include "distribution/anchors.hpp"
#include "distribution/shape.hpp"

#include <string_view>
#include <vector>

namespace casus::distribution {

/// One set of arguments that determines a family.
struct Way {
  std::vector<std::string_view> arguments;
  ShapePointer (*make)(const std::vector<double>& values); ///< in the order of `arguments`
};

/// Everything that sets one family apart from the others.
struct FamilyEntry {
  Family family;
  std::string_view name;
  std::vector<Way> ways; ///< the first is the list form; empty for a family of values and weights
  std::size_t anchors;   ///< how many anchors determine it; where three do, min, max and mode are among them
  ShapePointer (*from_anchors)(const Anchors& anchors);
};

const std::vector<FamilyEntry>& families();
const FamilyEntry& entry_of(Family family);

// Makers of shapes. They throw std::invalid_argument where values are out of range.
ShapePointer make_uniform(const std::vector<double>& min_max);
ShapePointer make_normal(const std::vector<double>& mean_sd);
ShapePointer make_lognormal(const std::vector<double>& mu_sigma);
ShapePointer make_lognormal_of_median(const std::vector<double>& median_sigma);
ShapePointer make_lognormal_of_moments(const std::vector<double>& mean_sd);
ShapePointer make_triangular(const std::vector<double>& min_mode_max);
ShapePointer make_pert(const std::vector<double>& min_mode_max);
ShapePointer make_beta(const std::vector<double>& alpha_beta);
ShapePointer make_beta_of_moments(const std::vector<double>& mean_sd);
ShapePointer make_gamma(const std::vector<double>& shape_scale);
ShapePointer make_gamma_of_rate(const std::vector<double>& shape_rate);
ShapePointer make_gamma_of_moments(const std::vector<double>& mean_sd);
ShapePointer make_discrete(const std::vector<NamedValue>& values_and_weights);

ShapePointer fit_uniform(const Anchors& two);
ShapePointer fit_normal(const Anchors& two);
ShapePointer fit_lognormal(const Anchors& two);
ShapePointer fit_beta(const Anchors& two);
ShapePointer fit_gamma(const Anchors& two);
ShapePointer fit_triangular(const Anchors& three);
ShapePointer fit_pert(const Anchors& three);

} // namespace casus::distribution
