#include "tuning/target_reading.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace casus::tuning {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

EventPair pair_of(const Target& target) {
  return {static_cast<std::size_t>(target.outcome), static_cast<std::size_t>(*target.given)};
}

/// Reads estimates, which have numbers.
class Reader {
public:
  explicit Reader(const Gradient& gradient) : gradient_(gradient) {}

  Reading mean(std::size_t outcome) const { return {estimate(outcome), {{outcome, 1}}}; }

  Reading log_odds(std::size_t outcome) const {
    const double p = probability(outcome);
    return {to_scale(BeliefScale::log_odds, p), {{outcome, 1 / (p * (1 - p))}}};
  }

  /// The conditional probability: that of both events over that of the condition.
  Reading conditional_log_odds(std::size_t both, std::size_t condition) const {
    const double p = estimate(both), q = probability_or_one(condition);
    const double share = p / q;
    if (!(share > 0 && share < 1)) return {unknown, {}};
    const double stretch = 1 / (share * (1 - share));
    return {to_scale(BeliefScale::log_odds, share), {{both, stretch / q}, {condition, -stretch * share / q}}};
  }

  Reading log_ratio(std::size_t over, std::size_t under) const {
    const double p = probability_or_one(over), q = probability_or_one(under);
    return {std::log(p / q), {{over, 1 / p}, {under, -1 / q}}};
  }

  Reading odds_apart(std::size_t first, std::size_t second) const {
    Reading reading = log_odds(first);
    const Reading other = log_odds(second);
    reading.value -= other.value;
    for (const auto& [estimate, partial] : other.partials) reading.partials.emplace_back(estimate, -partial);
    return reading;
  }

private:
  double estimate(std::size_t number) const {
    const std::size_t outcomes = gradient_.outcomes.size();
    const Answer& answer =
        number < outcomes ? gradient_.outcomes[number] : gradient_.joint[number - outcomes];
    return answer.estimate.value_or(unknown);
  }
  double probability(std::size_t number) const {
    const double p = estimate(number);
    return p > 0 && p < 1 ? p : unknown;
  }
  double probability_or_one(std::size_t number) const {
    const double p = estimate(number);
    return p > 0 ? p : unknown;
  }

  const Gradient& gradient_;
};

} // namespace

std::vector<EventPair> event_pairs(const std::vector<Target>& targets) {
  std::vector<EventPair> pairs;
  for (const Target& target : targets)
    if (target.given && std::find(pairs.begin(), pairs.end(), pair_of(target)) == pairs.end())
      pairs.push_back(pair_of(target));
  return pairs;
}

double Reading::error(const Gradient& gradient) const {
  double variance = 0;
  for (const auto& [first, by_first] : partials)
    for (const auto& [second, by_second] : partials)
      variance += by_first * by_second * gradient.covariance[first][second];
  return std::sqrt(std::max(variance, 0.0));
}

Reading read(const Target& target, const Gradient& gradient, const std::vector<EventPair>& pairs) {
  const Reader reader(gradient);
  const auto outcome = static_cast<std::size_t>(target.outcome);
  switch (target.kind) {
  case TargetKind::mean:
    return reader.mean(outcome);
  case TargetKind::ratio:
    return reader.log_ratio(outcome, static_cast<std::size_t>(*target.than));
  case TargetKind::order:
    return reader.odds_apart(outcome, static_cast<std::size_t>(*target.than));
  case TargetKind::probability:
    break;
  }
  if (!target.given) return reader.log_odds(outcome);
  const auto pair = std::find(pairs.begin(), pairs.end(), pair_of(target)) - pairs.begin();
  return reader.conditional_log_odds(gradient.outcomes.size() + static_cast<std::size_t>(pair),
                                     static_cast<std::size_t>(*target.given));
}

} // namespace casus::tuning
