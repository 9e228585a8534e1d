#include "analysis/discoveries.hpp"

#include <algorithm>

namespace casus::analysis {

std::vector<bool> discoveries(const std::vector<double>& p_values, double false_share) {
  std::vector<double> sorted = p_values;
  std::sort(sorted.begin(), sorted.end());
  double greatest = -1;
  for (std::size_t i = 0; i < sorted.size(); ++i)
    if (sorted[i] <= false_share * static_cast<double>(i + 1) / static_cast<double>(sorted.size()))
      greatest = sorted[i];
  std::vector<bool> result;
  for (const double p : p_values) result.push_back(p <= greatest);
  return result;
}

} // namespace casus::analysis
