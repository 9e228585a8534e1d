#include "scoring/ranking.hpp"

#include "scoring/mean_score.hpp"

#include <algorithm>
#include <limits>
#include <map>

namespace casus::scoring {
namespace {

using ByOutcome = std::map<std::string, double>;

ByOutcome scores_of(const ForecastScores& forecast, bool are_events) {
  ByOutcome scores;
  for (const OutcomeScore& outcome : forecast.outcomes) {
    if (are_events && outcome.event) scores[outcome.name] = outcome.event->brier.value;
    if (!are_events && outcome.value) scores[outcome.name] = outcome.value->crps.value;
  }
  return scores;
}

double mean_score(const ByOutcome& scores) {
  double sum = 0;
  for (const auto& [name, score] : scores) sum += score;
  return scores.empty() ? std::numeric_limits<double>::infinity() : sum / static_cast<double>(scores.size());
}

RankedForecast ranked(std::size_t forecast, const ByOutcome& scores, const ByOutcome& best) {
  std::vector<double> differences;
  for (const auto& [name, score] : scores)
    if (const auto other = best.find(name); other != best.end()) differences.push_back(score - other->second);
  if (differences.empty()) return {.forecast = forecast};
  const auto [behind, se] = mean_of(differences);
  return {forecast, behind, se};
}

} // namespace

std::vector<RankedForecast> ranking_of(const std::vector<ForecastScores>& forecasts) {
  const bool are_events = std::any_of(forecasts.begin(), forecasts.end(), [](const ForecastScores& forecast) {
    return forecast.brier.has_value();
  });
  std::vector<ByOutcome> scores;
  std::vector<std::size_t> order;
  for (const ForecastScores& forecast : forecasts) {
    order.push_back(scores.size());
    scores.push_back(scores_of(forecast, are_events));
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return mean_score(scores[a]) < mean_score(scores[b]);
  });
  std::vector<RankedForecast> ranking;
  for (const std::size_t forecast : order)
    ranking.push_back(ranked(forecast, scores[forecast], scores[order.front()]));
  return ranking;
}

} // namespace casus::scoring
