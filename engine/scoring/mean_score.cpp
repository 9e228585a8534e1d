#include "scoring/mean_score.hpp"

#include "scoring/answer_record.hpp"

#include <cmath>

namespace casus::scoring {

Mean mean_of(std::span<const double> numbers) {
  const auto count = static_cast<double>(numbers.size());
  double sum = 0, squares = 0;
  for (const double x : numbers) sum += x;
  for (const double x : numbers) squares += std::pow(x - sum / count, 2);
  if (count < 2) return {sum / count, std::nullopt};
  return {sum / count, std::sqrt(squares / (count - 1) / count)};
}

void ScoreMean::add(const Score& score, std::span<const double> addends) {
  scores_.push_back(score);
  addends_.resize(addends.size());
  for (std::size_t k = 0; k < addends.size(); ++k) addends_[k] += addends[k];
}

std::optional<MeanScore> ScoreMean::mean(const TrajectoryWorlds& worlds) const {
  if (scores_.empty()) return std::nullopt;
  std::vector<double> all, bases, based, gains;
  for (const Score& score : scores_) {
    all.push_back(score.value);
    if (!score.base) continue;
    bases.push_back(*score.base);
    based.push_back(score.value);
    gains.push_back(*score.base - score.value);
  }
  const auto [value, se] = mean_of(all);
  MeanScore mean{.count = all.size(), .mean = value, .se = se};
  mean.monte_carlo = monte_carlo_error(addends_, worlds) / static_cast<double>(all.size());
  if (bases.empty()) return mean;
  mean.base = mean_of(bases).value;
  if (*mean.base <= 0 || !std::isfinite(*mean.base)) return mean;
  mean.skill = 1 - mean_of(based).value / *mean.base;
  mean.gain_se = mean_of(gains).se;
  return mean;
}

} // namespace casus::scoring
