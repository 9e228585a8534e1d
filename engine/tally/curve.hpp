#pragma once

#include "casus/result.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace casus::tally {

/// First passages by group of worlds: how many trials each group has, and `passages` [group][grid point], the
/// first passages in the step that ends at each grid point.
struct GroupedPassages {
  std::vector<double> trials{};
  std::span<const std::uint32_t> passages{};
  std::size_t points() const { return passages.size() / trials.size(); }
};

/// The number of independent trials with the same standard error: `trials` themselves where that is 0.
double effective_trials(double share, double se, double trials);

/// Sets the event's curve and its pointwise 95% intervals (Wilson's). The error at a date is estimated from
/// the groups as clusters (random groups: Wolter 2007, ch. 2), on the scale that makes it the event's own at
/// the end, `effective` trials with `factor` standard errors.
void add_curve(EventResult& event, const GroupedPassages& groups, double effective, double factor);

} // namespace casus::tally
