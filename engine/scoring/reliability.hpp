#pragma once

#include "casus/score.hpp"

#include <span>
#include <vector>

namespace casus::scoring {

struct Forecast {
  double probability = 0;
  bool happened = false;
};

/// Puts forecasts into ten bins of equal width; gives those that hold some.
std::vector<ReliabilityBin> reliability_of(std::span<const Forecast> forecasts);

/// Both are of at least one forecast.
BrierDecomposition decomposition_of(std::span<const Forecast> forecasts);
ExpectedBrier expected_brier(std::span<const Forecast> forecasts);

} // namespace casus::scoring
