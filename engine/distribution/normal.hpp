#pragma once

namespace casus::distribution {

/// The quantile of the standard normal distribution.
double normal_quantile(double u);

} // namespace casus::distribution
