#pragma once

#include "casus/result.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace casus::tally {

/// What one world contributes to the estimate of a mean: how many trials, and the sum of their values.
struct WorldSum {
  double trials = 0;
  double sum = 0;
};

/// The standard error of (sum of sums) / (sum of trials) over worlds as clusters: the linearised ratio
/// estimator with M / (M - 1), Cochran 1977, sec. 6.4 and 9A. For two worlds or more.
double clustered_se(std::span<const WorldSum> worlds);

/// The quantile of a 95% interval: normal, or Student's with M - 1 degrees of freedom where there are worlds.
double coverage_factor(std::size_t worlds);

/// Wilson's interval (1927), with `factor` standard errors and a number of trials that need not be whole.
Interval wilson(double share, double trials, double factor);

/// How far the worlds' own means lie apart beyond what chance makes: one-way random effects by analysis of
/// variance (Searle, Casella, McCulloch 1992, sec. 3.6); quantiles of the worlds' means drawn in to that
/// spread. `squares` is the sum of squared deviations of all trials from the overall mean. None where each
/// world has but one trial.
std::optional<WorldSpread> spread_between(std::span<const WorldSum> worlds, double squares);

} // namespace casus::tally
