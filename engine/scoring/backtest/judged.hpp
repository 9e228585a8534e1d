#pragma once

#include "casus/backtest.hpp"

#include <vector>

namespace casus::scoring {

/// A forecast that is scored, with what the random groups of its simulation add to the errors of its scores.
struct Judged {
  ScoredForecast told{};
  double probability = 0;
  std::string outcome{};
  std::vector<double> brier_errors{}, log_errors{}; ///< of each island
};

} // namespace casus::scoring
