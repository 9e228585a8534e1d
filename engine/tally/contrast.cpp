#include "tally/contrast.hpp"

#include "tally/estimates.hpp"

#include <algorithm>
#include <cmath>

namespace casus::tally {
namespace {

Eigen::Index trial_of(std::size_t plan) { return eigen_index(2 * plan); }
Eigen::Index answer_of(std::size_t plan) { return eigen_index(2 * plan + 1); }

/// The sum of one number of a plan as it is by itself, since the numbers of all plans but the first are less
/// the first's.
double whole(const Eigen::VectorXd& sums, Eigen::Index number) {
  return number < 2 ? sums(number) : sums(number % 2) + sums(number);
}

std::vector<double> unit(std::size_t plan, Eigen::Index numbers) {
  std::vector<double> weights(static_cast<std::size_t>(numbers / 2));
  weights[plan] = 1;
  return weights;
}

} // namespace

PairedEstimates::PairedEstimates(const PairedAnswers& answers, std::size_t outcome)
    : asked_(answers.pairing().outcomes[outcome]), found_(answers.outcome(outcome)), moments_(found_.moments),
      all_clusters_(answers.clusters().size()) {
  for (const Eigen::MatrixXd& sums : answers.clusters())
    if (sums.size() > 0) clusters_.emplace_back(sums.col(eigen_index(outcome)));
}

double PairedEstimates::trials(std::size_t plan) const { return whole(moments_.sums, trial_of(plan)); }

double PairedEstimates::answers(std::size_t plan) const { return whole(moments_.sums, answer_of(plan)); }

/// The mean of a plan's answers, less the centre.
double PairedEstimates::mean(std::size_t plan) const {
  return trials(plan) > 0 ? answers(plan) / trials(plan) : 0;
}

PairedEstimates::Influence PairedEstimates::influence(const Weights& weights) const {
  Influence influence = Influence::Zero(moments_.sums.size());
  for (std::size_t plan = 0; plan < weights.size(); ++plan) {
    if (weights[plan] == 0) continue;
    const double of_answer = weights[plan] / trials(plan);
    const double of_trial = -of_answer * mean(plan);
    influence(answer_of(plan)) += of_answer;
    influence(trial_of(plan)) += of_trial;
    if (plan == 0) continue;
    influence(answer_of(0)) += of_answer;
    influence(trial_of(0)) += of_trial;
  }
  return influence;
}

double PairedEstimates::over_trajectories(const Influence& first, const Influence& second) const {
  if (moments_.count < 2) return 0;
  return moments_.count / (moments_.count - 1) * first.dot(moments_.products * second);
}

double PairedEstimates::over_clusters(const Influence& first, const Influence& second,
                                      double clusters) const {
  double products = 0;
  for (const Eigen::VectorXd& sums : clusters_) products += first.dot(sums) * second.dot(sums);
  return clusters / (clusters - 1) * products;
}

double PairedEstimates::clusters_with_trials(const Weights& weights) const {
  const auto has_trials = [&](const Eigen::VectorXd& sums) {
    for (std::size_t plan = 0; plan < weights.size(); ++plan)
      if (weights[plan] != 0 && whole(sums, trial_of(plan)) > 0) return true;
    return false;
  };
  return static_cast<double>(std::count_if(clusters_.begin(), clusters_.end(), has_trials));
}

double PairedEstimates::covariance(const Weights& first, const Weights& second) const {
  Weights either = first;
  for (std::size_t plan = 0; plan < either.size(); ++plan) either[plan] += second[plan];
  const double clusters = clusters_with_trials(either);
  if (clusters < 2) return over_trajectories(influence(first), influence(second));
  return over_clusters(influence(first), influence(second), clusters);
}

double PairedEstimates::covariance(std::size_t first, std::size_t second) const {
  const Eigen::Index numbers = moments_.sums.size();
  return covariance(unit(first, numbers), unit(second, numbers));
}

std::size_t PairedEstimates::clusters_apart(std::size_t plan) const {
  return static_cast<std::size_t>(found_.apart.row(eigen_index(plan)).count());
}

/// The standard deviation of a plan's answers, trajectories taken for independent.
double PairedEstimates::spread(std::size_t plan) const {
  const Influence own = influence(unit(plan, moments_.sums.size()));
  return std::sqrt(std::max(0.0, over_trajectories(own, own)) * trials(plan));
}

std::optional<Contrasted> PairedEstimates::contrast(const Weights& weights, std::uint64_t changed) const {
  double value = 0;
  for (std::size_t plan = 0; plan < weights.size(); ++plan) {
    if (weights[plan] == 0) continue;
    if (trials(plan) == 0) return std::nullopt;
    if (plan == 0) continue;
    // This comes from the differences themselves, of which nothing cancels.
    const Eigen::VectorXd& sums = moments_.sums;
    value += weights[plan] * (sums(answer_of(plan)) - mean(0) * sums(trial_of(plan))) / trials(plan);
  }
  // Where no trajectory answers differently, the controls have nothing to say.
  const bool is_certain = changed == 0;
  return estimated(is_certain ? 0 : value, weights, one_more(weights, changed), is_certain);
}

/// What one changed trajectory does to a contrast: an event turns; a value changes as those that do, or where
/// none does by its standard deviation.
double PairedEstimates::one_more(const Weights& weights, std::uint64_t changed) const {
  if (asked_.is_value && changed > 0) {
    const Influence own = influence(weights);
    return std::sqrt(std::max(0.0, over_trajectories(own, own)) / static_cast<double>(changed));
  }
  double most = 0;
  for (std::size_t plan = 0; plan < weights.size(); ++plan)
    if (weights[plan] != 0) most = std::max(most, (asked_.is_value ? spread(plan) : 1) / trials(plan));
  return most;
}

Contrasted PairedEstimates::log_ratio(std::size_t from, std::size_t to) const {
  Weights weights(static_cast<std::size_t>(moments_.sums.size() / 2));
  weights[from] = -1 / mean(from);
  weights[to] = 1 / mean(to);
  const double rarer = std::min(hits(from), hits(to));
  return estimated(std::log(mean(to) / mean(from)), weights, 1 / rarer);
}

/// Two trajectories more that change, one up and one down, go into the interval: Bonett and Price 2012, whose
/// interval keeps its 95% where few or none differ. Each counts for as many as the clusters widen the
/// variance.
Contrasted PairedEstimates::estimated(double value, const Weights& weights, double one,
                                      bool is_certain) const {
  const Influence own = influence(weights);
  const double clusters = clusters_with_trials(weights);
  const double independent = std::max(0.0, over_trajectories(own, own));
  const double whole = clusters < 2 ? independent : over_clusters(own, own, clusters);
  const double widened = independent > 0 ? std::max(1.0, whole / independent) : 1;
  const double variance = is_certain ? 0 : whole;
  const double reach = coverage_factor(static_cast<std::size_t>(clusters)) *
                       std::sqrt(variance + 2 * std::pow(widened * one, 2));
  return {value, std::sqrt(variance), {value - reach, value + reach}};
}

} // namespace casus::tally
