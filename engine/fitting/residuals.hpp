#pragma once

#include "fitting/exposure.hpp"

namespace casus::fitting {

/// Hazards integrated from event to event, over sequences end to end: by the time-rescaling theorem a unit
/// Poisson process (Papangelou 1972; Brown et al. 2002), also where sequences are cut off, since waiting
/// forgets. What follows the last event is left out.
std::vector<double> rescaled_times(const Exposure& exposure, const Eigen::VectorXd& coefficients);

/// Compares times with the exponential distribution by Kolmogorov and Smirnov (p-value by Kolmogorov's series
/// with Stephens' correction of 1970), and neighbours with each other.
Residuals residuals_of(const std::vector<double>& times);

/// The chance that a chi-squared variable is at least that great.
double chi_squared_tail(double statistic, int degrees);

} // namespace casus::fitting
