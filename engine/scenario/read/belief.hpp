#pragma once

#include "casus/targets.hpp"
#include "distribution/normal.hpp"

namespace casus::scenario {

/// A judgement, taken as a normal distribution on a scale.
struct Belief {
  double location = 0;
  double spread = 0;
};

/// A bare number is meant as "about": its 90% interval reaches this many log-odds, or this share of a ratio
/// or a mean, to both sides.
inline constexpr double about = 0.165;
/// The standard deviation that goes with it.
inline constexpr double about_sd = about / distribution::normal_p95;

Belief about_value(BeliefScale scale, double value);
/// The belief that has these two numbers as its 5% and its 95% quantile.
Belief between(BeliefScale scale, double p05, double p95);
/// What several experts believe: their mean, as uncertain as one of them is who is drawn at random (their
/// standard deviation), and no surer than one number alone.
Belief pooled(BeliefScale scale, const std::vector<double>& values);

} // namespace casus::scenario
