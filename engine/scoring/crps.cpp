// Of sorted numbers x_0 <= x_1 <= ..., the distances of all pairs sum to sum_i x_i (2 i - n + 1).

#include "scoring/crps.hpp"

#include <algorithm>
#include <cmath>

namespace casus::scoring {
namespace {

/// Adds up the distances of all pairs of numbers that are given in ascending order, one by one.
class PairDistances {
public:
  void add(double x) {
    sum_ += x * count_ - total_;
    total_ += x;
    ++count_;
  }
  double sum() const { return sum_; }
  double pairs() const { return count_ * (count_ - 1) / 2; }

private:
  double count_ = 0;
  double total_ = 0;
  double sum_ = 0;
};

} // namespace

double crps(std::vector<double> forecast, double observed) {
  std::sort(forecast.begin(), forecast.end());
  const auto count = static_cast<double>(forecast.size());
  PairDistances distances;
  double from_observed = 0;
  for (const double x : forecast) {
    distances.add(x - forecast.front());
    from_observed += std::abs(x - observed);
  }
  return from_observed / count - distances.sum() / (count * count);
}

ForecastSample::ForecastSample(std::span<const double> answers, const TrajectoryWorlds& worlds)
    : trajectories_(answers.size()), worlds_(worlds) {
  for (std::size_t k = 0; k < answers.size(); ++k)
    if (!std::isnan(answers[k])) sorted_.push_back({answers[k], k});
  shift_ = sorted_.front().value;
  double sum = 0;
  for (Draw& draw : sorted_) sum += draw.value -= shift_;
  mean_ = shift_ + sum / static_cast<double>(count());
  std::sort(sorted_.begin(), sorted_.end(), [](const Draw& a, const Draw& b) {
    return a.value < b.value || (a.value == b.value && a.trajectory < b.trajectory);
  });
}

double ForecastSample::sd() const {
  double squares = 0;
  for (const Draw& draw : sorted_) squares += std::pow(draw.value + shift_ - mean_, 2);
  return count() > 1 ? std::sqrt(squares / static_cast<double>(count() - 1)) : 0;
}

double ForecastSample::below(double observed) const {
  double halves = 0;
  for (const Draw& draw : sorted_) {
    const double value = draw.value + shift_;
    halves += value < observed ? 2 : value == observed ? 1 : 0;
  }
  return halves / 2 / static_cast<double>(count());
}

double ForecastSample::mean_distance_from(double shifted) const {
  double sum = 0;
  for (const Draw& draw : sorted_) sum += std::abs(draw.value - shifted);
  return sum / static_cast<double>(count());
}

double ForecastSample::mean_distance_of_pairs() const {
  PairDistances all;
  std::vector<PairDistances> within(worlds_.count() > 1 ? worlds_.count() : 0);
  for (const Draw& draw : sorted_) {
    all.add(draw.value);
    if (worlds_.count() > 1) within[worlds_.world(draw.trajectory)].add(draw.value);
  }
  double sum = all.sum(), pairs = all.pairs();
  for (const PairDistances& world : within) {
    sum -= world.sum();
    pairs -= world.pairs();
  }
  return pairs > 0 ? std::max(0.0, sum) / pairs : 0;
}

double ForecastSample::crps(double observed) const {
  return mean_distance_from(observed - shift_) - mean_distance_of_pairs() / 2;
}

/// Each addend is h(x) = |x - y| - E|x - X'| less its mean, over the number of trials.
std::vector<double> ForecastSample::crps_addends(double observed) const {
  const auto n = static_cast<double>(count());
  const double y = observed - shift_;
  double total = 0, below = 0, sum = 0;
  for (const Draw& draw : sorted_) total += draw.value;
  std::vector<double> addends(trajectories_);
  for (std::size_t i = 0; i < sorted_.size(); ++i) {
    const double x = sorted_[i].value, rank = static_cast<double>(i);
    const double to_others = (x * rank - below + (total - below) - x * (n - rank)) / n;
    below += x;
    sum += addends[sorted_[i].trajectory] = std::abs(x - y) - to_others;
  }
  for (const Draw& draw : sorted_) addends[draw.trajectory] = (addends[draw.trajectory] - sum / n) / n;
  return addends;
}

} // namespace casus::scoring
