#include "simulation/evidence/lane_weights.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

namespace casus::simulation {
namespace {

constexpr double dead = -std::numeric_limits<double>::infinity();

} // namespace

void LaneWeights::multiply(std::size_t lane, double factor) {
  assert(factor >= 0);
  logarithms_[lane] += std::log(factor);
}

void LaneWeights::kill(std::size_t lane) { logarithms_[lane] = dead; }

bool LaneWeights::is_dead(std::size_t lane) const { return logarithms_[lane] == dead; }

bool LaneWeights::are_all_dead() const {
  return std::all_of(logarithms_.begin(), logarithms_.end(), [](double each) { return each == dead; });
}

std::vector<double> LaneWeights::relative() const {
  const double greatest = *std::max_element(logarithms_.begin(), logarithms_.end());
  std::vector<double> weights;
  for (const double each : logarithms_) weights.push_back(each == dead ? 0 : std::exp(each - greatest));
  return weights;
}

double LaneWeights::log_mean() const {
  if (are_all_dead()) return dead;
  const std::vector<double> weights = relative();
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  return *std::max_element(logarithms_.begin(), logarithms_.end()) +
         std::log(sum / static_cast<double>(weights.size()));
}

double LaneWeights::effective_number() const {
  if (are_all_dead()) return 0;
  double sum = 0, squares = 0;
  for (const double weight : relative()) sum += weight, squares += weight * weight;
  return sum * sum / squares;
}

std::vector<std::size_t> LaneWeights::resampled(double uniform) const {
  assert(!are_all_dead());
  const std::vector<double> weights = relative();
  const double spacing =
      std::accumulate(weights.begin(), weights.end(), 0.0) / static_cast<double>(weights.size());
  std::vector<std::size_t> chosen;
  std::size_t last = 0; // that has a weight
  double below = 0;
  for (std::size_t lane = 0; lane < weights.size(); ++lane) {
    if (weights[lane] == 0) continue;
    last = lane;
    below += weights[lane];
    while (chosen.size() < weights.size() && (static_cast<double>(chosen.size()) + uniform) * spacing < below)
      chosen.push_back(lane);
  }
  chosen.resize(weights.size(), last); // rounding may leave a place open
  return chosen;
}

} // namespace casus::simulation
