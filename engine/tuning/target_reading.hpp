#pragma once

#include "casus/sensitivity.hpp"
#include "casus/targets.hpp"

#include <cstddef>
#include <utility>
#include <vector>

namespace casus::tuning {

/// The pairs of events whose joint probabilities conditional targets need, each once.
std::vector<EventPair> event_pairs(const std::vector<Target>& targets);

/// A target's prediction on its scale, as a function of the estimates of a gradient: the outcomes', then the
/// pairs'.
struct Reading {
  double value = 0; ///< not a number where an estimate says nothing: no trials, no hits, or nothing but hits
  std::vector<std::pair<std::size_t, double>> partials{}; ///< estimate, derivative of the value by it

  /// The standard error of the prediction, by the delta method.
  double error(const Gradient& gradient) const;
};

Reading read(const Target& target, const Gradient& gradient, const std::vector<EventPair>& pairs);

} // namespace casus::tuning
