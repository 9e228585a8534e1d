#pragma once

#include "casus/bench.hpp"

#include <vector>

namespace casus::analysis {

/// Of at least one value.
Summary summary_of(std::vector<double> values);

/// The middle one, or the mean of the two in the middle, of at least one value.
double median_of(std::vector<double> values);

/// second[i] / first[i], as far as both go, which is at least one pair. All are above zero.
TimeRatio ratio_of(const std::vector<double>& first, const std::vector<double>& second);

} // namespace casus::analysis
