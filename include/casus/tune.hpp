#pragma once

#include "casus/numbers.hpp"
#include "casus/result.hpp"
#include "casus/run.hpp"
#include "casus/targets.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace casus {

/// A target, and what the model says of it. Of an order `achieved` and `before` are the probability of the
/// one over that of the other.
struct TunedTarget {
  Target target{};
  std::optional<double> before{};   ///< with the numbers as they were; none without trials or hits
  std::optional<double> achieved{}; ///< with the tuned ones, on fresh streams
  double se = 0;                    ///< of achieved, by Monte Carlo
  Interval ci95{};
  std::optional<double> misfit{}; ///< how far from what was asked, in the target's own standard deviations;
                                  ///< of an order, how far on the wrong side; none where no trajectory met
                                  ///< it, or all did, so that it had no say
};

/// A number that was free.
struct TunedNumber {
  NumberEntry number{};
  std::string prior{}; ///< in words
  double before = 0;   ///< in days and per day; the median of its prior
  double after = 0;    ///< maximum a posteriori
  Interval prior90{};
  Interval posterior90{}; ///< by Laplace's approximation
  double narrowed = 0;    ///< share by which the targets shrank its standard deviation: 0 nothing, 1 all
};

/// Two numbers that the targets see together rather than one by one.
struct Entangled {
  std::size_t first = 0, second = 0; ///< of the numbers
  double correlation = 0;            ///< in the posterior
};

/// A combination of numbers of which the targets tell something, in units of their priors.
struct Direction {
  double information = 0; ///< eigenvalue of the Fisher information: 1 halves the prior's variance
  std::vector<std::pair<std::size_t, double>> loadings{}; ///< number and its share in it, the largest first
};

/// A target that is missed, and those that keep it from being met.
struct Contradiction {
  std::size_t target = 0;
  std::vector<std::size_t> with{}; ///< without any one of these it would be met clearly better; empty where
                                   ///< the priors are in its way
};

struct Tuning {
  std::vector<TunedTarget> targets{};
  std::vector<TunedNumber> numbers{};
  std::vector<Entangled> entangled{};  ///< the closest first
  std::vector<Direction> directions{}; ///< those of some information, the most first
  std::vector<Contradiction> contradictions{};
  double objective_before = 0; ///< minus the logarithm of the posterior, but for a constant
  double objective_after = 0;
  int steps = 0;
  bool converged = false;
  bool stopped = false;           ///< by RunOptions::stop; what is told is that of the last whole step
  std::uint64_t trajectories = 0; ///< of the last steps, and of the verification
  std::uint64_t worlds = 1;
  std::uint64_t seed = 0;
  std::uint64_t verification_seed = 0;
};

/// Finds the values of free numbers at which the model says what the experts said: the maximum a posteriori,
/// by likelihood-ratio gradients on fixed streams. `free` are paths; where there are none, all numbers that
/// hazards and marks hold. Throws RunError, and ScenarioError where a path is not one that can be tuned.
Tuning tune(const Scenario& scenario, const std::vector<Target>& targets,
            const std::vector<std::string>& free, const RunOptions& options);

} // namespace casus
