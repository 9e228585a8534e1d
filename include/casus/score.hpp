#pragma once

#include "casus/result.hpp"
#include "casus/run.hpp"
#include "casus/scenario.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace casus {

/// What became of an outcome, one row of a table of outcomes.
struct Observation {
  std::string outcome{};
  bool is_event = true;
  std::optional<double> observed{}; ///< of an event 0 or 1; none where it is not known yet
  std::vector<double> base{}; ///< the forecast to compare with: of an event its probability, of a value the
                              ///< numbers of which each is as likely; empty where there is none
};

/// Reads a CSV file with the columns `outcome`, `observed` and, if wanted, `base_rate`. Throws ScenarioError
/// with every problem found, among others an outcome that one of the scenarios does not have.
std::vector<Observation> load_observations(const std::filesystem::path& file,
                                           const std::vector<Scenario>& scenarios);

/// A score, the smaller the better, with the error that it has because the forecast was simulated.
struct Score {
  double value = 0;
  double monte_carlo = 0;       ///< standard error; clustered by world where there are several
  std::optional<double> base{}; ///< of the base forecast; may be infinite
};

/// A probability against what happened, o = 0 or 1 (Brier 1950; Good 1952).
struct EventScore {
  double probability = 0;
  double se = 0; ///< Monte Carlo
  std::uint64_t hits = 0;
  std::uint64_t trials = 0;
  bool happened = false;
  double base = 0;             ///< probability of the base forecast
  bool base_is_given = true;   ///< or the share of the observed events that happened
  Score brier{};               ///< (p - o)^2
  Score log{};                 ///< -ln of the probability given to what happened
  bool log_is_guarded = false; ///< that was 0 or 1 of all trials, taken as half a trial in one more
};

/// A distribution against the value that came.
struct ValueScore {
  double mean = 0;
  double sd = 0;
  std::uint64_t trials = 0;
  double observed = 0;
  double below = 0;           ///< share of the forecast below what came, and half of what equals it
  Score crps{};               ///< E|X - y| - E|X - X'| / 2, unbiased (Gneiting & Raftery 2007; Ferro 2014)
  std::size_t base_count = 0; ///< numbers of the base forecast
};

struct OutcomeScore {
  std::string name{};
  std::string question{};
  double day = 0;                    ///< of `by` or `at`
  std::optional<EventScore> event{}; ///< one of the two
  std::optional<ValueScore> value{};
};

/// A mean over the outcomes that have the score.
struct MeanScore {
  std::size_t count = 0;
  double mean = 0;
  std::optional<double> se{};      ///< by the outcomes' own scatter, as if they were independent
  double monte_carlo = 0;          ///< what of it the simulation adds
  std::optional<double> base{};    ///< of the base forecast, over the outcomes that have one
  std::optional<double> skill{};   ///< 1 - mean / base, of these; none where the base is 0 or infinite
  std::optional<double> gain_se{}; ///< of base - mean, from the outcomes' differences
};

/// Forecasts of about the same probability, and how often they came true.
struct ReliabilityBin {
  double low = 0, high = 0; ///< [low, high), the last one closed
  std::size_t count = 0;
  double forecast = 0; ///< mean
  double observed = 0; ///< frequency
  Interval ci95{};     ///< of the frequency, Wilson
};

/// The parts of the mean Brier score of binned forecasts (Murphy 1973): brier = reliability - resolution +
/// uncertainty + within_bins, where the last is what forecasts differ in a bin (Stephenson, Coelho, Jolliffe
/// 2008).
struct BrierDecomposition {
  double reliability = 0;
  double resolution = 0;
  double uncertainty = 0;
  double within_bins = 0;
};

/// What the mean Brier score would be if the events came with the probabilities forecast, independently
/// (Spiegelhalter 1986).
struct ExpectedBrier {
  double mean = 0;
  double sd = 0;
  std::optional<double> z{}; ///< (brier - mean) / sd; none where sd is 0
};

struct LeftOut {
  std::string outcome{};
  std::string reason{};
};

/// How one scenario's forecasts did.
struct ForecastScores {
  std::string file{};
  Result run{}; ///< how it was run; without outcomes and series
  std::vector<OutcomeScore> outcomes{};
  std::vector<LeftOut> left_out{};
  std::optional<MeanScore> brier{}, log{}, crps{};
  std::vector<ReliabilityBin> reliability{}; ///< the bins that hold forecasts
  std::optional<BrierDecomposition> decomposition{};
  std::optional<ExpectedBrier> expected{};
  std::string doubt{}; ///< why the reliability says little; empty where it says enough
};

struct RankedForecast {
  std::size_t forecast = 0;
  double behind = 0;          ///< mean score less the best one's, over the outcomes that both have
  std::optional<double> se{}; ///< by the outcomes' differences
};

struct Scores {
  std::vector<ForecastScores> forecasts{}; ///< of each scenario
  std::vector<RankedForecast>
      ranking{}; ///< of several, by Brier's score, or by the CRPS where no event is scored
};

/// Simulates the scenarios, one after the other, and scores what they say of the observations. Throws
/// RunError.
Scores score(const std::vector<Scenario>& scenarios, const std::vector<Observation>& observations,
             const RunOptions& options);

} // namespace casus
