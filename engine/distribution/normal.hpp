#pragma once

namespace casus::distribution {

/// The quantile of the standard normal distribution.
double normal_quantile(double u);
/// The share of the standard normal distribution below z.
double normal_share(double z);

/// Standard deviations from the middle of a normal distribution to its 95% and its 97.5% quantile, which are
/// the ends of the middle 90% and 95%.
inline constexpr double normal_p95 = 1.6448536269514722;
inline constexpr double normal_p975 = 1.959963984540054;

} // namespace casus::distribution
