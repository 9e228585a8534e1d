#pragma once

#include "casus/numbers.hpp"
#include "casus/result.hpp"
#include "casus/scenario.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace casus {

/// What happened, day by day, and what numbers of a scenario make most likely (docs/methods.md, Fitting).

/// A firing of a trigger that came about by its hazard.
struct RecordedEvent {
  double day = 0;
  bool is_dated = false; ///< it is known to the day only, of which `day` is the noon
  int trigger = -1;
  std::vector<std::optional<double>>
      marks{}; ///< of each mark of the trigger: its category's index or its number
  Place place{};
};

/// The values that covariates have from a day on.
struct CovariateRow {
  double day = 0;
  std::vector<double> values{}; ///< of each of History::covariates
  Place place{};
};

/// The observation that a ladder stood on a rung on a day.
struct RungObservation {
  double day = 0;
  int ladder = -1;
  int rung = 0;
  Place place{};
};

/// One course of events that was watched: a region, a person, or all that there is. Lists are in order of
/// time.
struct Sequence {
  std::string name{};
  double from = 0;  ///< days; what happened before counts as known, but not as evidence
  double until = 0; ///< days; what happened later is not known
  std::vector<RecordedEvent> events{};
  std::vector<CovariateRow> covariates{};
  std::vector<RungObservation> observations{};
};

/// Sequences are independent of each other, and all are of one scenario.
struct History {
  std::vector<int> covariates{}; ///< drivers of the scenario whose path is known
  std::vector<Sequence> sequences{};
  std::size_t left_aside = 0; ///< rows after HistoryFiles::until
};

struct HistoryFiles {
  std::optional<std::filesystem::path> events{};
  std::optional<std::filesystem::path> covariates{};
  std::optional<std::filesystem::path> panel{};
  std::optional<std::string> until{}; ///< a date or a number of days since the start, instead of the horizon
};

/// Reads the CSV files that docs/data.md tells of. Throws ScenarioError with every problem found.
History read_history(const Scenario& scenario, const HistoryFiles& files);

/// A number of the scenario before and after, in days and per day.
struct FittedNumber {
  NumberEntry
      number{};       ///< where it stands; a rate that is a formula of the state is multiplied by `estimate`
  std::string name{}; ///< "rate", a term, the driver of a half-life; of ladders with the step in front
  double before = 0;
  double estimate = 0;
  double se = 0;                   ///< of a rate and a half-life by the delta method
  Interval ci95{};                 ///< of a rate and a half-life on the scale of the logarithm
  std::optional<double> lr{};      ///< of a weight: likelihood-ratio statistic of the model without it …
  std::optional<double> p_value{}; ///< … and its p-value
  std::string doubt{}; ///< why the history does not tell it: then `estimate` is what it was before, or the
                       ///< end of a half-life's range
};

/// A model within another: twice the difference of the log-likelihoods and its chi-squared tail.
struct LikelihoodRatio {
  double statistic = 0;
  int degrees = 0;
  double p_value = 1;
};

/// Time-rescaling residuals: hazards integrated between events, which are Exp(1) under the model.
struct Residuals {
  std::vector<double> times{}; ///< ascending
  double ks = 0;               ///< the greatest distance of their distribution from the exponential one
  double ks_p = 1;             ///< as if no number had been fitted, so that it is rather too great
  double lag_correlation = 0;  ///< of neighbours' normal scores: 0 under the model …
  double lag_p = 1;            ///< … with standard error 1 / sqrt(number of pairs)
};

struct FittedTrigger {
  int trigger = -1; ///< of the scenario
  std::string name{};
  std::size_t events = 0;
  double exposure = 0;         ///< days on which it could fire, over all sequences
  bool rate_is_factor = false; ///< its rate is a formula of the state: `rate` multiplies it
  FittedNumber rate{};
  std::vector<FittedNumber> weights{};
  double log_likelihood = 0;          ///< of times in days
  double constant_log_likelihood = 0; ///< of the same trigger without its weights: a plain Poisson process
  std::optional<LikelihoodRatio> against_constant{}; ///< none where there is no weight
  Residuals residuals{};
};

struct FittedLadder {
  int ladder = -1; ///< of the scenario
  std::string name{};
  std::size_t transitions = 0; ///< pairs of successive observations
  std::size_t changes = 0;     ///< of these, on different rungs
  std::vector<FittedNumber> numbers{};
  double log_likelihood = 0;
  double constant_log_likelihood = 0; ///< without weights
  std::optional<LikelihoodRatio> against_constant{};
};

struct Fit {
  std::string scenario{};
  std::string title{};
  std::string fingerprint{};
  std::chrono::sys_days start{};
  std::size_t sequences = 0;
  std::size_t events = 0; ///< of fitted triggers, in the windows
  double days = 0;        ///< watched, over all sequences
  std::size_t left_aside = 0;
  std::vector<FittedTrigger> triggers{};
  std::vector<FittedNumber> half_lives{};
  std::vector<FittedLadder> ladders{};
  double log_likelihood = 0;          ///< of times in days
  double constant_log_likelihood = 0; ///< of constant rates instead
  std::string time_unit = "day";      ///< in which all fitted rates are written, or a day
  double days_in_unit = 1;
  int numbers = 0; ///< that were fitted
  int constant_numbers = 0;
  LikelihoodRatio against_constant{};
  std::vector<std::string> doubts{}; ///< what should be known of the fit before it is believed

  /// Turns a log-likelihood of times in days into that of times in the unit.
  double in_unit(double log_likelihood_in_days, std::size_t of_events) const;
  double aic() const { return 2 * numbers - 2 * in_unit(log_likelihood, events); }
  double constant_aic() const { return 2 * constant_numbers - 2 * in_unit(constant_log_likelihood, events); }
};

/// Finds by maximum likelihood the rates and weights of all triggers that occur in the history, the
/// half-lives of the noise-free drivers by which they excite themselves or each other, and the intensities of
/// ladders that were observed. Throws ScenarioError where history and scenario contradict each other,
/// RunError.
Fit fit(const Scenario& scenario, const History& history);

} // namespace casus
