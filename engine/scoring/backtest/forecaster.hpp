#pragma once

#include "scoring/backtest/judged.hpp"
#include "scoring/backtest/truth.hpp"

#include <optional>
#include <vector>

namespace casus::scoring {

/// What was forecast as of a date, and how good it was where that is known.
struct ForecastsOfDate {
  AsOf told{};
  std::vector<Judged> judged{};
  std::vector<DatedLeftOut> left_out{};
  std::uint64_t trajectories = 0; ///< of each forecast
};

/// Forecasts the questions of one date twice, given what was known and without. Throws RunError, which names
/// the date; none where it was stopped.
std::optional<ForecastsOfDate> forecasts_of(const AskedAsOf& asked, const Questions& questions,
                                            const Truths& truths, const RunOptions& options);

} // namespace casus::scoring
