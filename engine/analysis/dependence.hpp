#pragma once

#include "analysis/window_counts.hpp"

#include "casus/indicators.hpp"

#include <span>

namespace casus::analysis {

/// What kind of answer an outcome has, and how far its answers lie apart.
struct AnswerKind {
  bool is_value = false;
  double squares = 0; ///< of a value: the sum of squared deviations from the mean
};

/// A probability or mean from clusters that have trials.
Estimated estimated(std::span<const tally::ClusterSum> clusters, bool is_value);

/// How an outcome depends on whether an event comes, from groups of clusters that have trials; there must be
/// some with the event and some without. Tells nothing of which event it is, nor whether it is settled.
Indicator dependence(std::span<const SplitSum> groups, const AnswerKind& kind);

} // namespace casus::analysis
