#include "sensitivity/plausible_change.hpp"

#include "distribution/variate.hpp"
#include "scenario/number_kinds.hpp"

#include <algorithm>
#include <cmath>

namespace casus::sensitivity {
namespace {

constexpr double tenth = 0.1;

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
  const scenario::KindOfNumber kind = scenario::row_of(number.kind);
  if (value == 0 && kind.zero_is_none) return std::nullopt;
  const double reach = value == 0 ? tenth * number.unit_size : tenth * std::abs(value);
  const double most = kind.bounds.high; // on either side of 0
  return PlausibleChange{std::max(value - reach, -most), std::min(value + reach, most), false, false};
}

} // namespace casus::sensitivity
