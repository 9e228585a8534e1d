#pragma once

#include "casus/result.hpp"
#include "tally/answers.hpp"

#include <optional>
#include <vector>

namespace casus::tally {

/// A number with its error.
struct Contrasted {
  double value = 0;
  double se = 0;
  Interval ci95{};
};

/// Estimates from the paired answers to one outcome. A plan's mean is a ratio, answers of its trials over
/// trials; a contrast is a sum of weights times means. Its standard error is that of linearised ratios
/// (Cochran 1977, sec. 6.4) over trajectories or, where there are several worlds, over clusters of them.
/// docs/methods.md tells the intervals.
class PairedEstimates {
public:
  /// `answers` outlive it.
  PairedEstimates(const PairedAnswers& answers, std::size_t outcome);

  double trials(std::size_t plan) const;
  /// The sum of the answers of trials, without what controls take; of an event the number of its hits.
  double hits(std::size_t plan) const { return found_.plain[plan]; }
  /// The weights, one a plan, sum to zero; `changed` trajectories are answered differently by the plans that
  /// have any. None where one of these has no trials.
  std::optional<Contrasted> contrast(const std::vector<double>& weights, std::uint64_t changed) const;
  /// The logarithm of the ratio of two plans' probabilities, both of which have hits.
  Contrasted log_ratio(std::size_t from, std::size_t to) const;
  /// The covariance of the means of two plans that have trials, or the variance of one plan's.
  double covariance(std::size_t first, std::size_t second) const;
  /// How many clusters of worlds know a difference between the first plan and this one. 0 where there is one
  /// world.
  std::size_t clusters_apart(std::size_t plan) const;
  /// How many there are; 0 where there is one world.
  std::size_t clusters() const { return all_clusters_; }

private:
  using Weights = std::vector<double>;
  using Influence = Eigen::VectorXd; ///< what each number of a trajectory adds to a contrast

  double answers(std::size_t plan) const;
  double mean(std::size_t plan) const;
  Influence influence(const Weights& weights) const;
  double over_trajectories(const Influence& first, const Influence& second) const;
  double over_clusters(const Influence& first, const Influence& second, double clusters) const;
  double covariance(const Weights& first, const Weights& second) const;
  double clusters_with_trials(const Weights& weights) const;
  Contrasted estimated(double value, const Weights& weights, double one, bool is_certain = false) const;
  double one_more(const Weights& weights, std::uint64_t changed) const;
  double spread(std::size_t plan) const;

  const Pairing::Asked& asked_;
  const PairedOutcome& found_;
  const CoMoments& moments_;
  std::size_t all_clusters_;              ///< also those that were not seen
  std::vector<Eigen::VectorXd> clusters_; ///< the numbers' sums in each, where there are several worlds
};

} // namespace casus::tally
