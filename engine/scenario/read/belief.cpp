#include "scenario/read/belief.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace casus {

BeliefScale Target::scale() const {
  if (kind == TargetKind::mean) return BeliefScale::plain;
  return kind == TargetKind::ratio ? BeliefScale::logarithm : BeliefScale::log_odds;
}

double Target::asked() const { return kind == TargetKind::order ? 0 : from_scale(scale(), location); }

double to_scale(BeliefScale scale, double value) {
  if (scale == BeliefScale::log_odds) return std::log(value / (1 - value));
  return scale == BeliefScale::logarithm ? std::log(value) : value;
}

double from_scale(BeliefScale scale, double value) {
  if (scale == BeliefScale::log_odds) return 1 / (1 + std::exp(-value));
  return scale == BeliefScale::logarithm ? std::exp(value) : value;
}

} // namespace casus

namespace casus::scenario {

Belief about_value(BeliefScale scale, double value) {
  const double size = scale == BeliefScale::plain ? std::abs(value) : 1;
  return {to_scale(scale, value), about_sd * size};
}

Belief between(BeliefScale scale, double p05, double p95) {
  const double low = to_scale(scale, p05), high = to_scale(scale, p95);
  return {(low + high) / 2, (high - low) / (2 * distribution::normal_p95)};
}

Belief pooled(BeliefScale scale, const std::vector<double>& values) {
  std::vector<double> scaled;
  for (const double value : values) scaled.push_back(to_scale(scale, value));
  const auto count = static_cast<double>(values.size());
  const double mean = std::accumulate(scaled.begin(), scaled.end(), 0.0) / count;
  double squares = 0;
  for (const double value : scaled) squares += (value - mean) * (value - mean);
  const double alone = about_value(scale, from_scale(scale, mean)).spread;
  return {mean, count > 1 ? std::max(std::sqrt(squares / (count - 1)), alone) : alone};
}

} // namespace casus::scenario
