#pragma once

#include "casus/sensitivity.hpp"

#include <optional>

namespace casus::sensitivity {

/// None where a number has no plausible change: a rate, share or deviation of 0.
std::optional<PlausibleChange> plausible_change(const NumberEntry& number);

/// The quantile of a distribution whose arguments are constant.
double quantile_of(const Distribution& distribution, double p);

} // namespace casus::sensitivity
