#pragma once

#include <cstddef>
#include <vector>

namespace casus::analysis {

/// Tells which p-values to call discoveries so that at most a share of them is expected to be false:
/// Benjamini and Hochberg 1995.
std::vector<bool> discoveries(const std::vector<double>& p_values, double false_share);

} // namespace casus::analysis
