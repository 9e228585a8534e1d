#pragma once

#include "distribution/anchors.hpp"

namespace casus::distribution {

/// The arguments of a family on a bounded interval with a peak in it.
struct Peak {
  double min;
  double mode;
  double max;
};

/// The quantile of such a family on [0, 1], by the place of its mode.
using UnitQuantile = double (*)(double mode, double p);

/// The peak that meets three anchors. Throws std::invalid_argument where there is none.
Peak peak_through(const Anchors& three, UnitQuantile unit_quantile);

/// Throws std::invalid_argument unless min <= mode <= max and min < max.
void require_peak(const Peak& peak);

} // namespace casus::distribution
