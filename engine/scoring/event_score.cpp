#include "scoring/event_score.hpp"

#include "scoring/answer_record.hpp"

#include <algorithm>
#include <cmath>

namespace casus::scoring {
namespace {

double of_what_came(double probability, bool happened) { return happened ? probability : 1 - probability; }

double brier(double probability, bool happened) { return std::pow(probability - (happened ? 1 : 0), 2); }

/// The mean of Jeffreys' prior after the trials, which is never 0 or 1 (Krichevsky & Trofimov 1981).
double guarded(const EventScore& score) {
  return (static_cast<double>(score.hits) + 0.5) / (static_cast<double>(score.trials) + 1);
}

/// The standard error of the probability: that of the trials or, where all of them agree, that of the guarded
/// probability.
double probability_error(const EventAnswers& event, const EventScore& score) {
  if (score.hits == 0 || score.hits == score.trials)
    return std::sqrt(guarded(score) * (1 - guarded(score)) / static_cast<double>(score.trials));
  if (event.worlds.count() > 1) return tally::clustered_se(cluster_sums(event.answers, event.worlds));
  return std::sqrt(score.probability * (1 - score.probability) / static_cast<double>(score.trials));
}

std::vector<double> addends(const EventAnswers& event, const EventScore& score, double slope) {
  std::vector<double> result(event.answers.size());
  for (std::size_t k = 0; k < result.size(); ++k)
    if (!std::isnan(event.answers[k]))
      result[k] = slope * (event.answers[k] - score.probability) / static_cast<double>(score.trials);
  return result;
}

} // namespace

EventScore event_score(const EventAnswers& event) {
  EventScore score{.happened = event.happened};
  for (const double answer : event.answers) {
    score.trials += std::isnan(answer) ? 0 : 1;
    score.hits += answer == 1 ? 1 : 0;
  }
  const double p = score.probability = static_cast<double>(score.hits) / static_cast<double>(score.trials);
  score.se = probability_error(event, score);
  score.log_is_guarded = score.hits == 0 || score.hits == score.trials;
  const double given = of_what_came(score.log_is_guarded ? guarded(score) : p, event.happened);
  score.brier.value = brier(p, event.happened);
  // The error of a square is twice the distance times the error, and where the distance is nothing the
  // error's own square.
  score.brier.monte_carlo =
      std::sqrt(4 * score.brier.value * score.se * score.se + 2 * std::pow(score.se, 4));
  score.log.value = -std::log(given);
  score.log.monte_carlo = score.se / given;
  return score;
}

void add_base(EventScore& score, double probability, bool is_given) {
  score.base = probability;
  score.base_is_given = is_given;
  score.brier.base = brier(probability, score.happened);
  score.log.base = std::max(0.0, -std::log(of_what_came(probability, score.happened)));
}

std::vector<double> brier_addends(const EventAnswers& event, const EventScore& score) {
  return addends(event, score, 2 * (score.probability - (score.happened ? 1 : 0)));
}

std::vector<double> log_addends(const EventAnswers& event, const EventScore& score) {
  const double given = std::exp(-score.log.value);
  return addends(event, score, score.happened ? -1 / given : 1 / given);
}

} // namespace casus::scoring
