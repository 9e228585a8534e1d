#include "sensitivity/plausible_change.hpp"

#include "distribution/variate.hpp"

#include <algorithm>
#include <cmath>

namespace casus::sensitivity {
namespace {

constexpr double tenth = 0.1;

/// Whether 0 is the end of the number's range, or means that there is none of it.
bool has_no_zero(NumberKind kind) {
  switch (kind) {
  case NumberKind::rate:
  case NumberKind::share:
  case NumberKind::probability:
  case NumberKind::half_life:
  case NumberKind::volatility:
  case NumberKind::cooldown:
  case NumberKind::mark:
    return true;
  default:
    return false;
  }
}

/// The greatest size that the number may have, on either side of 0.
double largest(NumberKind kind) {
  const bool is_bounded = kind == NumberKind::probability || kind == NumberKind::correlation;
  return is_bounded ? 1 : std::numeric_limits<double>::infinity();
}

} // namespace

double quantile_of(const Distribution& distribution, double p) {
  return distribution::Variate(distribution).quantile(p);
}

std::optional<PlausibleChange> plausible_change(const NumberEntry& number) {
  if (number.distribution)
    return PlausibleChange{quantile_of(*number.distribution, 0.05), quantile_of(*number.distribution, 0.95),
                           false, true};
  if (!number.value) return PlausibleChange{1 - tenth, 1 + tenth, true, false};
  const double value = *number.value;
  if (value == 0 && has_no_zero(number.kind)) return std::nullopt;
  const double reach = value == 0 ? tenth * number.unit_size : tenth * std::abs(value);
  const double most = largest(number.kind);
  return PlausibleChange{std::max(value - reach, -most), std::min(value + reach, most), false, false};
}

} // namespace casus::sensitivity
