#pragma once

#include "casus/score.hpp"

#include <vector>

namespace casus::scoring {

/// Ranks forecasts, the best first: by the mean of Brier's score, or of the CRPS where no event is scored.
/// Forecasts without a score come last.
std::vector<RankedForecast> ranking_of(const std::vector<ForecastScores>& forecasts);

} // namespace casus::scoring
