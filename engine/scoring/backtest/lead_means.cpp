// Forecasts of one question at several dates share its luck, so errors are those of sums over questions.

#include "scoring/backtest/lead_means.hpp"

#include "formula/calendar.hpp"
#include "scoring/answer_record.hpp"
#include "scoring/event_score.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <set>

namespace casus::scoring {
namespace {

constexpr double days_per_month = formula::days_per_year / 12;
/// A forecast to the day on which a class ends belongs to it, however months were counted: calendar ones have
/// up to a day and a half more.
constexpr double reach = 2;

struct Lead {
  double months;
  const char* name;
};
constexpr std::array leads{Lead{3, "up to 3 months"}, Lead{6, "up to 6 months"}, Lead{12, "up to 12 months"},
                           Lead{std::numeric_limits<double>::infinity(), "longer"}};

std::size_t lead_of(const Judged& judged) {
  std::size_t lead = 0;
  while (judged.told.lead > leads[lead].months * days_per_month + reach) ++lead;
  return lead;
}

/// The mean of some numbers, each of a question, and the error of it by the questions' scatter.
struct Mean {
  void add(const std::string& question, double number) {
    tally::ClusterSum& of = questions[question];
    ++of.trials;
    of.sum += number;
    ++count;
    sum += number;
  }
  double mean() const { return sum / static_cast<double>(count); }
  std::optional<double> se() const {
    if (questions.size() < 2 || !std::isfinite(sum)) return std::nullopt;
    std::vector<tally::ClusterSum> clusters;
    for (const auto& [question, of] : questions) clusters.push_back(of);
    return tally::clustered_se(clusters);
  }

  std::map<std::string, tally::ClusterSum> questions;
  std::size_t count = 0;
  double sum = 0;
};

/// A rival's scores beside those of the forecasts.
class Duel {
public:
  void add(const std::string& question, double score, const std::optional<double>& rival) {
    if (!rival) return;
    rival_.add(question, *rival);
    gain_.add(question, *rival - score);
  }
  std::optional<RivalMean> mean() const {
    if (rival_.count == 0) return std::nullopt;
    return RivalMean{rival_.count, rival_.mean(), gain_.mean(), gain_.se()};
  }

private:
  Mean rival_, gain_;
};

std::optional<double> value_of(const std::optional<Score>& score) {
  return score ? std::optional(score->value) : std::nullopt;
}

/// The members that belong to one of the two scores.
struct Kind {
  Score ScoredForecast::*score;
  std::optional<Score> ScoredForecast::*unupdated;
  std::optional<double> ScoredForecast::*given;
  std::vector<double> Judged::*errors;
};
constexpr Kind brier{&ScoredForecast::brier, &ScoredForecast::unupdated_brier, &ScoredForecast::given_brier,
                     &Judged::brier_errors};
constexpr Kind logarithmic{&ScoredForecast::log, &ScoredForecast::unupdated_log, &ScoredForecast::given_log,
                           &Judged::log_errors};

/// Islands of all dates begin with the same draws of worlds, so that what one adds to the errors is summed
/// over dates.
double monte_carlo(std::span<const Judged> judged, const Kind& kind) {
  std::vector<double> sums;
  std::set<std::size_t> seen;
  for (const Judged& each : judged) {
    const std::vector<double>& errors = each.*kind.errors;
    sums.resize(std::max(sums.size(), errors.size()));
    for (std::size_t k = 0; k < errors.size(); ++k) {
      sums[k] += errors[k];
      if (errors[k] != 0) seen.insert(k);
    }
  }
  return clustered_error(sums, seen.size()) / static_cast<double>(judged.size());
}

BacktestMean mean_of(std::span<const Judged> judged, const Kind& kind) {
  Mean scores;
  Duel base, given, unupdated;
  for (const Judged& each : judged) {
    const Score& score = each.told.*kind.score;
    scores.add(each.outcome, score.value);
    base.add(each.outcome, score.value, score.base);
    given.add(each.outcome, score.value, each.told.*kind.given);
    unupdated.add(each.outcome, score.value, value_of(each.told.*kind.unupdated));
  }
  return {.mean = scores.mean(),
          .se = scores.se(),
          .monte_carlo = monte_carlo(judged, kind),
          .base = base.mean().value_or(RivalMean{}),
          .given_base = given.mean(),
          .unupdated = unupdated.mean()};
}

} // namespace

double add_base_rate(std::vector<Judged>& judged) {
  double happened = 0;
  for (const Judged& each : judged) happened += each.told.happened ? 1 : 0;
  const double share = happened / static_cast<double>(judged.size());
  for (Judged& each : judged) {
    EventScore score{.happened = each.told.happened};
    add_base(score, share, false);
    each.told.brier.base = score.brier.base;
    each.told.log.base = score.log.base;
  }
  return share;
}

LeadMeans means_of(std::span<const Judged> judged) {
  LeadMeans means{.name = "all", .forecasts = judged.size()};
  std::set<std::string> questions;
  double happened = 0;
  for (const Judged& each : judged) {
    questions.insert(each.outcome);
    happened += each.told.happened ? 1 : 0;
  }
  means.questions = questions.size();
  means.happened = happened / static_cast<double>(judged.size());
  means.brier = mean_of(judged, brier);
  means.log = mean_of(judged, logarithmic);
  return means;
}

std::vector<LeadMeans> means_by_lead(std::span<const Judged> judged) {
  std::vector<LeadMeans> means;
  for (std::size_t lead = 0; lead < leads.size(); ++lead) {
    std::vector<Judged> some;
    for (const Judged& each : judged)
      if (lead_of(each) == lead) some.push_back(each);
    if (some.empty()) continue;
    means.push_back(means_of(some));
    means.back().name = leads[lead].name;
    if (std::isfinite(leads[lead].months)) means.back().up_to = leads[lead].months * days_per_month;
  }
  return means;
}

} // namespace casus::scoring
