// All is linearised over the groups (Cochran 1977, sec. 6.4), which count as clusters; docs/methods.md tells
// the formulas.

#include "analysis/dependence.hpp"

#include "tally/curve.hpp"
#include "tally/estimates.hpp"

#include <algorithm>
#include <array>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <numbers>
#include <vector>

namespace casus::analysis {
namespace {

using tally::ClusterSum;
using Clusters = std::vector<ClusterSum>;

/// The number of trials of all groups and the sum of their answers.
ClusterSum total_of(std::span<const ClusterSum> clusters) {
  ClusterSum total;
  for (const ClusterSum& cluster : clusters) {
    total.trials += cluster.trials;
    total.sum += cluster.sum;
  }
  return total;
}

ClusterSum without_event(const SplitSum& group) {
  return {group.all.trials - group.came.trials, group.all.sum - group.came.sum};
}

/// A sum of each group, beside its trials.
template <class SumOf>
Clusters clusters_with(std::span<const SplitSum> groups, SumOf sum_of) {
  Clusters clusters;
  for (const SplitSum& group : groups) clusters.push_back({group.all.trials, sum_of(group)});
  return clusters;
}

Estimated with_interval(double value, double se, std::size_t clusters) {
  const double reach = tally::coverage_factor(clusters) * se;
  return {value, se, {value - reach, value + reach}};
}

/// What all groups together say.
class Split {
public:
  explicit Split(std::span<const SplitSum> groups) : groups_(groups) {
    Clusters all;
    for (const SplitSum& group : groups) {
      all.push_back(group.all);
      with_.push_back(group.came);
      without_.push_back(without_event(group));
    }
    all_ = total_of(all);
    came_ = total_of(with_);
  }

  std::size_t groups() const { return groups_.size(); }
  double trials() const { return all_.trials; }
  double came() const { return came_.trials; }
  double share() const { return came_.trials / all_.trials; }
  double answer() const { return all_.sum / all_.trials; }
  const ClusterSum& all() const { return all_; }
  const ClusterSum& with() const { return came_; }
  ClusterSum without() const { return {all_.trials - came_.trials, all_.sum - came_.sum}; }

  Estimated if_comes(bool is_value) const { return estimated_of(with_, is_value); }
  Estimated if_not(bool is_value) const { return estimated_of(without_, is_value); }

  Estimated difference() const {
    const double with = came_.sum / came_.trials, without = this->without().sum / this->without().trials;
    double squares = 0;
    for (std::size_t g = 0; g < groups(); ++g)
      squares += std::pow((with_[g].sum - with * with_[g].trials) / came_.trials -
                              (without_[g].sum - without * without_[g].trials) / this->without().trials,
                          2);
    const auto count = static_cast<double>(groups());
    return with_interval(with - without, groups() > 1 ? std::sqrt(count / (count - 1) * squares) : 0,
                         groups());
  }

  /// Of the event, counted 1 where it comes, and the answer.
  Estimated covariance() const {
    const Clusters products = clusters_with(groups_, [this](const SplitSum& group) {
      return group.came.sum - answer() * group.came.trials - share() * group.all.sum +
             share() * answer() * group.all.trials;
    });
    return {total_of(products).sum / trials(), tally::clustered_se(products), {}};
  }

  std::span<const SplitSum> all_groups() const { return groups_; }

private:
  static Estimated estimated_of(const Clusters& clusters, bool is_value) {
    Clusters asked;
    for (const ClusterSum& cluster : clusters)
      if (cluster.trials > 0) asked.push_back(cluster);
    return estimated(asked, is_value);
  }

  std::span<const SplitSum> groups_;
  Clusters with_, without_;
  ClusterSum all_, came_;
};

/// The covariance's standard error if trials were independent, and the answer of the event.
double independent_error(const Split& split, const AnswerKind& kind) {
  const double variance =
      kind.is_value ? kind.squares / split.trials() : split.answer() * (1 - split.answer());
  return std::sqrt(split.share() * (1 - split.share()) * variance / split.trials());
}

/// Of a covariance as far from 0, if it were 0: by the scatter of the groups, but no less than by chance
/// within them, which few hits would hide.
double chance_of(const Split& split, const Estimated& covariance, double least_error) {
  const double error = std::max(covariance.se, least_error);
  if (!(error > 0) || split.groups() < 2) return 1;
  const boost::math::students_t distribution(static_cast<double>(split.groups() - 1));
  return 2 * boost::math::cdf(boost::math::complement(distribution, std::abs(covariance.value) / error));
}

/// A bound on the chance of hits so many or so few among the rarer of the trials with the event and those
/// without: the binomial's tail, which bounds that of hits drawn without replacement, for their number is a
/// sum of unequal odds (Vatutin and Mikhailov 1982; Hoeffding 1956).
double chance_of_hits(const Split& split) {
  const bool is_rare = 2 * split.came() <= split.trials();
  const ClusterSum rarer = is_rare ? split.with() : split.without();
  const double hits = rarer.sum, misses = rarer.trials - rarer.sum;
  const double as_many = hits > 0 ? boost::math::ibeta(hits, misses + 1, split.answer()) : 1;
  const double as_few = misses > 0 ? boost::math::ibetac(hits + 1, misses, split.answer()) : 1;
  return std::min(1.0, 2 * std::min(as_many, as_few));
}

/// The four shares of trials: with and without the event, hit and missed.
std::array<double, 4> cells_of(const ClusterSum& with, const ClusterSum& without) {
  return {with.sum, with.trials - with.sum, without.sum, without.trials - without.sum};
}

/// The mutual information is the mean over trials of log2 p(event, hit) / (p(event) p(hit)), which tells its
/// error. Of what chance alone makes of it, where nothing depends on anything, the mean is taken off and the
/// scatter added (Miller 1955), `effect` times that of independent trials.
Estimated information_of(const Split& split, double effect) {
  const auto all = cells_of(split.with(), split.without());
  std::array<double, 4> bits{};
  for (std::size_t i = 0; i < 4; ++i) {
    const double event = i < 2 ? split.share() : 1 - split.share();
    const double hit = i % 2 == 0 ? split.answer() : 1 - split.answer();
    if (all[i] > 0) bits[i] = std::log2(all[i] / split.trials() / (event * hit));
  }
  const Clusters clusters = clusters_with(split.all_groups(), [&](const SplitSum& group) {
    const auto cells = cells_of(group.came, without_event(group));
    double sum = 0;
    for (std::size_t i = 0; i < 4; ++i) sum += cells[i] * bits[i];
    return sum;
  });
  const double by_chance = effect / (2 * split.trials() * std::numbers::ln2);
  const double found = std::max(0.0, total_of(clusters).sum / split.trials() - by_chance);
  const double se = std::hypot(tally::clustered_se(clusters), std::numbers::sqrt2 * by_chance);
  Estimated information = with_interval(found, se, split.groups());
  information.ci95.low = std::max(0.0, information.ci95.low);
  return information;
}

Estimated move_of(const Estimated& covariance, std::size_t groups) {
  Estimated move = with_interval(2 * std::abs(covariance.value), 2 * covariance.se, groups);
  move.ci95.low = std::max(0.0, move.ci95.low);
  return move;
}

} // namespace

Estimated estimated(std::span<const ClusterSum> clusters, bool is_value) {
  const ClusterSum total = total_of(clusters);
  const double value = total.sum / total.trials, se = tally::clustered_se(clusters);
  Estimated found = with_interval(value, se, clusters.size());
  if (!is_value)
    found.ci95 = tally::wilson(value, tally::effective_trials(value, se, total.trials),
                               tally::coverage_factor(clusters.size()));
  return found;
}

Indicator dependence(std::span<const SplitSum> groups, const AnswerKind& kind) {
  const Split split(groups);
  const Estimated covariance = split.covariance();
  const double least_error = independent_error(split, kind);
  Indicator found{.came = static_cast<std::uint64_t>(split.came()),
                  .if_comes = split.if_comes(kind.is_value),
                  .if_not = split.if_not(kind.is_value),
                  .difference = split.difference(),
                  .move = move_of(covariance, split.groups()),
                  .p_value = chance_of(split, covariance, least_error)};
  if (kind.is_value) return found;
  found.p_value = std::max(found.p_value, chance_of_hits(split));
  const double effect = least_error > 0 ? std::max(1.0, std::pow(covariance.se / least_error, 2)) : 1;
  found.information = information_of(split, effect);
  return found;
}

} // namespace casus::analysis
