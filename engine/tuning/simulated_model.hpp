#pragma once

#include "casus/run.hpp"
#include "casus/sensitivity.hpp"
#include "casus/targets.hpp"
#include "tuning/free_numbers.hpp"
#include "tuning/predictions.hpp"

#include <vector>

namespace casus::tuning {

/// The scenario's answers to the targets at any scores of its free numbers. Throws Stopped where
/// RunOptions::stop is set.
class SimulatedModel {
public:
  /// All of them outlive it.
  SimulatedModel(const Scenario& scenario, const std::vector<Target>& targets,
                 const std::vector<FreeNumber>& numbers, const RunOptions& options);

  /// The predictions with their slopes: by the likelihood-ratio method, and of numbers that stand in no
  /// hazard by paired central differences.
  Predictions operator()(const Question& question) const;
  /// The answers alone, on the streams of a seed.
  Gradient answers(const Question& question, std::uint64_t seed) const;

  const std::vector<EventPair>& pairs() const { return pairs_; }

private:
  std::vector<std::string> fewest_paths() const;
  Gradient ask(const Question& question, std::uint64_t seed, const std::vector<std::string>& paths) const;
  void add_likelihood_ratios(Predictions& predictions, const Gradient& gradient,
                             const Question& question) const;
  void add_differences(Predictions& predictions, const Question& question, std::size_t number) const;

  const Scenario& scenario_;
  const std::vector<Target>& targets_;
  const std::vector<FreeNumber>& numbers_;
  const RunOptions& options_;
  std::vector<EventPair> pairs_;
  std::vector<std::string> differentiable_; ///< paths
};

} // namespace casus::tuning
