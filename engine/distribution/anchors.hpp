#pragma once

#include "distribution/variate.hpp"

#include <optional>
#include <vector>

namespace casus::distribution {

/// The share `p` of a distribution lies below `x`.
struct Quantile {
  double p = 0;
  double x = 0;
};

/// What someone knows of a quantity instead of a family's own arguments: some quantiles, perhaps the mode. An
/// end of the support is the quantile of 0 or 1.
struct Anchors {
  std::vector<Quantile> quantiles; ///< ascending in p
  std::optional<double> mode;
};

/// The anchors that arguments like p05, median, min, max and mode give; none if another argument is among
/// them.
std::optional<Anchors> read_anchors(const std::vector<NamedValue>& arguments);

/// Throws std::invalid_argument unless greater shares lie below greater values.
void require_increasing(const Anchors& anchors);

} // namespace casus::distribution
