#pragma once

#include <cstdint>
#include <vector>

namespace casus::simulation {

/// A course of what is known, up to now: the world in which it goes, and the number by which all its draws
/// are found again.
struct Past {
  std::vector<double> draws{}; ///< of each parameter, uniform in (0, 1) under the prior
  std::uint64_t number = 0;

  std::size_t island = 0; ///< of worlds that never met on the way to it

  bool operator==(const Past&) const = default;
};

/// What a filter tells of a world's past.
struct Evidence {
  double log_likelihood = 0;            ///< of all that was observed; its exponential is unbiased
  std::vector<double> log_predictive{}; ///< of each item, given what was observed before it
  std::size_t unexplained = 0;          ///< the first item that no particle explains, or as many as there are
};

} // namespace casus::simulation
