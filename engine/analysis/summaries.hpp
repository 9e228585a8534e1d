#pragma once

#include "casus/bench.hpp"

#include <vector>

namespace casus::analysis {

/// Summarises some values, of which there is at least one.
Summary summary_of(std::vector<double> values);

/// The median: the middle one of some values, or the mean of the two in the middle. There is at least one.
double median_of(std::vector<double> values);

/// The geometric mean of some values above zero, of which there is at least one.
double geometric_mean_of(const std::vector<double>& values);

/// The ratio of times second[i] / first[i], as far as both go, which is at least one pair. All are above
/// zero.
TimeRatio ratio_of(const std::vector<double>& first, const std::vector<double>& second);

} // namespace casus::analysis
