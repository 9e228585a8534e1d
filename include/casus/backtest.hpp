#pragma once

#include "casus/run.hpp"
#include "casus/scenario.hpp"
#include "casus/score.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace casus {

/// Loads the scenario that is tested as it is loaded anyway, with more settings behind the others.
using LoadScenario = std::function<Scenario(const std::vector<std::string>& more_settings)>;

struct BacktestOptions {
  std::string every = "3 months";      ///< from date to date; whole months go by the calendar
  std::optional<std::string> from{};   ///< the first date; where left out, once `every` after the start
  std::vector<std::string> outcomes{}; ///< to be scored; all events where left out
  /// How each forecast is simulated. Worlds are those that are weighed by what was observed; a forecast
  /// without it has as many as a run by itself.
  RunOptions run{};
  /// Called when the work on a date begins: the first is 1.
  std::function<void(std::size_t date, std::size_t dates)> progress{};
};

/// A probability, as it is simulated.
struct ForecastProbability {
  double probability = 0;
  double se = 0; ///< Monte Carlo
  std::uint64_t hits = 0;
  std::uint64_t trials = 0;
};

/// What was forecast of a question as of a date. Nothing in it hangs on what came later.
struct DatedForecast {
  std::string outcome{};
  std::string question{};
  double day = 0;                                 ///< the last that counts
  std::optional<ForecastProbability> updated{};   ///< given what was known; none where no course was a trial
  std::optional<ForecastProbability> unupdated{}; ///< of the same scenario without what was observed
  bool is_settled = false;                        ///< it had been met by then, as far as was known
};

/// What was known and forecast as of a date.
struct AsOf {
  std::chrono::sys_days date{}; ///< the last day that was known
  double now = 0;               ///< its end, in days since the start
  std::string fingerprint{};    ///< of the scenario with what was known
  ObservedResult observed{};
  std::vector<DatedForecast> forecasts{}; ///< of the questions that have come due
};

/// A forecast beside what came of it.
struct ScoredForecast {
  std::size_t date = 0;     ///< its place among the dates
  std::size_t forecast = 0; ///< its place among the date's
  double lead = 0;          ///< days from `now` of the date to the last that counts
  bool happened = false;
  std::optional<double> agreement{}; ///< share of the courses given the whole record that say so; none where
                                     ///< a table of outcomes does
  Score brier{}, log{};              ///< the base forecast is the share of all that are scored
  std::optional<Score> unupdated_brier{}, unupdated_log{}; ///< of the scenario without what was observed
  std::optional<double> given_base{};                      ///< the table's base rate
  std::optional<double> given_brier{}, given_log{};        ///< its scores
};

/// A rival's mean score over those forecasts that have a rival.
struct RivalMean {
  std::size_t count = 0;
  double mean = 0;
  double gain = 0;            ///< by how much it is above the mean of those forecasts
  std::optional<double> se{}; ///< of the gain, clustered by question
};

/// The mean of a score over forecasts.
struct BacktestMean {
  double mean = 0;
  std::optional<double>
      se{};               ///< clustered by question: what is forecast of one at several dates hangs together
  double monte_carlo = 0; ///< what of it the simulation adds
  RivalMean base{};       ///< the share of all that are scored
  std::optional<RivalMean> given_base{}; ///< the table's base rates
  std::optional<RivalMean> unupdated{};
};

/// The means over forecasts that reach about as far.
struct LeadMeans {
  std::optional<double> up_to{}; ///< days; none of all, and of those that reach farthest
  std::string name{};            ///< "up to 3 months"
  std::size_t forecasts = 0;
  std::size_t questions = 0; ///< different outcomes
  double happened = 0;       ///< share
  BacktestMean brier{}, log{};
};

/// Forecasts that are not scored, and why.
struct DatedLeftOut {
  std::string outcome{};
  std::string reason{};
  std::vector<std::chrono::sys_days> dates{}; ///< as of which; none where it never is
};

/// How forecasts did that were made as of earlier dates with what was known then.
struct Backtest {
  Result run{};     ///< of what, and how; without outcomes and series
  double until = 0; ///< the end of the record, in days since the start
  std::string every{};
  std::size_t asked_dates = 0;
  std::vector<AsOf> dates{};
  std::vector<ScoredForecast> scored{};
  std::vector<DatedLeftOut> left_out{};
  double base_rate = 0;           ///< share of the scored questions that happened
  std::optional<LeadMeans> all{}; ///< none where nothing is scored
  std::vector<LeadMeans> by_lead{};
  std::vector<ReliabilityBin> reliability{};
  std::optional<BrierDecomposition> decomposition{};
  std::string doubt{}; ///< why it says little; empty where it says enough

  bool stopped() const { return dates.size() < asked_dates; }
  const AsOf& date_of(const ScoredForecast& scored_forecast) const { return dates[scored_forecast.date]; }
  const DatedForecast& forecast_of(const ScoredForecast& scored_forecast) const {
    return dates[scored_forecast.date].forecasts[scored_forecast.forecast];
  }
};

/// Forecasts the scenario's events as of earlier dates, with what had been observed by then and without, and
/// scores those that have come due by what the whole record shows, or what `observations` tell of outcomes
/// whose days are the same at all dates. Throws ScenarioError and RunError.
Backtest backtest(const LoadScenario& load, const std::vector<Observation>& observations,
                  const BacktestOptions& options);

} // namespace casus
