#pragma once

#include "casus/sensitivity.hpp"

#include <optional>

namespace casus::sensitivity {

/// The plausible change of a number; none where it has none: a rate, share or deviation of 0.
std::optional<PlausibleChange> plausible_change(const NumberEntry& number);

/// The quantile of a distribution whose arguments are constant.
double quantile_of(const Distribution& distribution, double p);

} // namespace casus::sensitivity
