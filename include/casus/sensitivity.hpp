#pragma once

#include "casus/numbers.hpp"
#include "casus/run.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace casus {

/// What an outcome came to in the run that the derivatives are taken from.
struct Answer {
  std::string name{};
  bool is_value = false;
  std::optional<double> estimate{}; ///< probability or mean; none without trials
  double se = 0;
  std::uint64_t hits = 0; ///< of an event
  std::uint64_t trials = 0;
};

/// How an answer changes with a number. NaN where there is none: a formula of the state has no value of its
/// own, and a number that is 0 cannot be seen by the score.
struct Derivative {
  double value = 0; ///< by the number, in days and per day; of an uncertain one, the mean of its worlds' own
  double se = 0;
  double relative = 0; ///< by the number's logarithm: the effect of 1% is a hundredth of it
  double relative_se = 0;
  /// False where the events that the number acts on came too seldom for the error to be believed.
  bool is_seen = true;
};

/// Derivatives of every outcome by numbers that hazards hold, from one run, by the likelihood-ratio method
/// (docs/methods.md).
struct Gradient {
  std::vector<NumberEntry> numbers{};
  std::vector<Answer> outcomes{}; ///< of each outcome of the scenario
  std::vector<Answer> joint{};    ///< of each pair of events that was asked for: both are met
  std::vector<std::vector<Derivative>> derivatives{};       ///< [outcome][number]
  std::vector<std::vector<Derivative>> joint_derivatives{}; ///< [pair][number]
  /// The covariances of the estimates, outcomes before pairs: [one][other]; NaN without trials.
  std::vector<std::vector<double>> covariance{};
  std::uint64_t trajectories = 0; ///< finished
  std::uint64_t worlds = 1;
  std::size_t groups = 0; ///< independent groups of trajectories from which errors of derivatives and
                          ///< covariances come
  double coverage = 0;    ///< standard errors to each side of a derivative's 95% interval: Student's
};

/// Two event outcomes, by their place in the scenario.
using EventPair = std::pair<std::size_t, std::size_t>;

/// Computes derivatives by the numbers at `paths`, or by all of differentiable_numbers where there are none.
/// Throws RunError, also where a path is not one of those.
Gradient gradient(const Scenario& scenario, const std::vector<std::string>& paths, const RunOptions& options,
                  const std::vector<EventPair>& joint = {});

/// The numbers by which there are such derivatives: rates, weights, shares of categories and probabilities of
/// scheduled firings, unless they are 0 (or a probability 1) where that leaves nothing to see; and parameters
/// that stand in nothing but those.
std::vector<NumberEntry> differentiable_numbers(const Scenario& scenario);

/// A plausible change of a number: from a tenth below it to a tenth above, or, of one that is not known
/// exactly, from its 5% to its 95% quantile; where it is 0, a tenth to each side.
struct PlausibleChange {
  double low = 0; ///< in days and per day; of a formula, which has no value of its own, factors of it
  double high = 0;
  bool is_of_formula = false;
  bool is_of_distribution = false;
};

enum class EffectMethod {
  score,       ///< the derivative by the likelihood-ratio method, times the change
  differences, ///< both ends of the change simulated with the same random numbers
};

/// A number whose effects were asked for.
struct ChangedNumber {
  NumberEntry number{};
  PlausibleChange change{};
  EffectMethod method = EffectMethod::score;
};

/// What the plausible change of a number, from its low to its high end, does to an outcome.
struct NumberEffect {
  std::size_t number = 0; ///< place among the changed numbers
  double effect = 0;      ///< on a probability or mean
  double se = 0;
  Interval ci95{};
  Derivative derivative{}; ///< of differences, their slope
  double p_value = 1;      ///< of an effect this far from 0, were there none
  bool is_told =
      false; ///< from 0: at most 5% false discoveries among an outcome's (Benjamini and Hochberg 1995)
  std::string doubt{}; ///< why it says little; empty where it says enough
};

struct OutcomeSensitivity {
  std::string doubt{};                 ///< of all its effects
  std::vector<NumberEffect> effects{}; ///< those that are told from 0 first, each part by its size
};

/// A number that was asked for and that has no effects, with the reason.
struct NumberLeftOut {
  NumberEntry number{};
  std::string why{};
};

struct Sensitivity {
  Result run{}; ///< outcomes are those asked for, with their estimates alone; days the first and the last
  std::vector<ChangedNumber> numbers{};
  std::vector<OutcomeSensitivity> outcomes{}; ///< of each of the run's
  std::vector<NumberLeftOut> left_out{};
};

struct SensitivityOptions {
  RunOptions run{};
  std::vector<std::string> numbers{};  ///< paths; where there are none, all of differentiable_numbers
  bool all = false;                    ///< every number, at the cost of two runs for each that has no score
  std::vector<std::string> outcomes{}; ///< names; all where there are none
};

/// Computes the effects of plausible changes of numbers on outcomes. Throws RunError, also where a path or
/// name is unknown.
Sensitivity analyse_sensitivity(const Scenario& scenario, const SensitivityOptions& options);

} // namespace casus
