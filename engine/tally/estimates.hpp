#pragma once

#include "casus/result.hpp"
#include "tally/clusters.hpp"

#include <span>

namespace casus::tally {

/// The standard error of (sum of sums) / (sum of trials) over clusters: the linearised ratio estimator
/// with G / (G - 1), Cochran 1977, sec. 6.4 and 9A. For two clusters or more that have trials.
double clustered_se(std::span<const ClusterSum> clusters);

/// The quantile of a 95% interval: normal, or Student's with G - 1 degrees of freedom where errors are told
/// from G clusters.
double coverage_factor(std::size_t clusters);

/// Wilson's interval (1927), with `factor` standard errors and a number of trials that need not be whole.
Interval wilson(double share, double trials, double factor);

} // namespace casus::tally
