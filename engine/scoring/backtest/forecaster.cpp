#include "scoring/backtest/forecaster.hpp"

#include "formula/calendar.hpp"
#include "scoring/answer_record.hpp"
#include "scoring/event_score.hpp"
#include "tally/tell_observed.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace casus::scoring {
namespace {

/// A simulation that has been asked some outcomes.
class Simulated {
public:
  Simulated(Scenario scenario, const std::vector<std::size_t>& asked, const RunOptions& wanted)
      : plan_(plan::compile(std::make_shared<const Scenario>(std::move(scenario)))),
        record_(plan_, asked, settled(*plan_.scenario, wanted)) {}

  const plan::Plan& plan() const { return plan_; }
  const AnswerRecord& record() const { return record_; }
  bool is_finished() const { return record_.finished() == record_.trajectories(); }

  /// The answers to a question as an event that happened or did not; none where it has no trial.
  std::optional<EventAnswers> event(std::size_t question, bool happened) const {
    const auto answers = record_.answers(question);
    if (std::all_of(answers.begin(), answers.end(), [](double answer) { return std::isnan(answer); }))
      return std::nullopt;
    return EventAnswers{answers, record_.worlds(), happened};
  }
  std::optional<ForecastProbability> forecast(std::size_t question) const {
    const auto asked = event(question, false);
    if (!asked) return std::nullopt;
    const EventScore score = event_score(*asked);
    return ForecastProbability{score.probability, score.se, score.hits, score.trials};
  }

private:
  plan::Plan plan_;
  AnswerRecord record_;
};

/// An outcome that asks whether the question had been met by then.
std::optional<Outcome> by_now(const Outcome& outcome, double now) {
  if (outcome.after || outcome.from > now) return std::nullopt;
  Outcome so_far = outcome;
  so_far.name += "@now";
  so_far.day = now;
  so_far.given.reset();
  return so_far;
}

class Forecaster {
public:
  Forecaster(const AskedAsOf& asked, const Questions& questions, const Truths& truths,
             const RunOptions& options)
      : asked_(asked), questions_(questions), truths_(truths), options_(options) {}

  std::optional<ForecastsOfDate> forecasts() {
    const Simulated given = simulated_given();
    if (!given.is_finished()) return std::nullopt;
    const Simulated without = simulated_without();
    if (!without.is_finished()) return std::nullopt;
    found_.trajectories = given.record().trajectories();
    AsOf& told = found_.told;
    told.date = asked_.date;
    told.now = asked_.now();
    told.fingerprint = asked_.scenario.fingerprint;
    told.observed = tally::tell_observed(given.plan(), *given.record().posterior());
    for (std::size_t q = 0; q < asked_.due.size(); ++q) add(q, given, without);
    return std::move(found_);
  }

private:
  /// Given what was known. What asks whether a question had been met by then stands behind the questions.
  Simulated simulated_given() {
    Scenario scenario = asked_.scenario;
    std::vector<std::size_t> outcomes = asked_.due;
    for (std::size_t q = 0; q < asked_.due.size(); ++q) {
      auto so_far = by_now(asked_.outcome(q), asked_.now());
      so_far_.push_back(so_far ? std::optional(outcomes.size()) : std::nullopt);
      if (!so_far) continue;
      outcomes.push_back(scenario.outcomes.size());
      scenario.outcomes.push_back(*std::move(so_far));
    }
    return Simulated(std::move(scenario), outcomes, options_);
  }

  /// The same scenario as if nobody had observed anything.
  Simulated simulated_without() const {
    Scenario scenario = asked_.scenario;
    scenario.observed.reset();
    RunOptions options = options_;
    options.worlds.reset();
    return Simulated(std::move(scenario), asked_.due, options);
  }

  /// What nearly all courses given what was known have met already is no question any more.
  bool is_settled(std::size_t question, const Simulated& given) const {
    if (!so_far_[question]) return false;
    const auto met = given.forecast(*so_far_[question]);
    return met && met->probability >= nearly_all;
  }

  void add(std::size_t question, const Simulated& given, const Simulated& without) {
    const Outcome& outcome = asked_.outcome(question);
    DatedForecast& forecast = found_.told.forecasts.emplace_back();
    forecast.outcome = outcome.name;
    forecast.question = outcome.question;
    forecast.day = outcome.day;
    forecast.updated = given.forecast(question);
    forecast.unupdated = without.forecast(question);
    forecast.is_settled = is_settled(question, given);
    const Truth& truth = truths_.at(name_of(asked_, question));
    if (forecast.is_settled)
      leave_out(outcome.name, "it had been met by then");
    else if (!truth.happened)
      leave_out(outcome.name, truth.reason);
    else if (!forecast.updated)
      leave_out(outcome.name, "no course met what it is asked on, so there is no forecast");
    else
      judge(question, truth, given, without);
  }

  void leave_out(const std::string& outcome, const std::string& reason) {
    found_.left_out.push_back({outcome, reason, {asked_.date}});
  }

  void judge(std::size_t question, const Truth& truth, const Simulated& given, const Simulated& without) {
    const Outcome& outcome = asked_.outcome(question);
    const EventAnswers event = *given.event(question, *truth.happened);
    const EventScore score = event_score(event);
    Judged judged{.told = {.forecast = found_.told.forecasts.size() - 1,
                           .lead = outcome.day - asked_.now(),
                           .happened = *truth.happened,
                           .agreement = truth.agreement,
                           .brier = score.brier,
                           .log = score.log},
                  .probability = score.probability,
                  .outcome = outcome.name,
                  .brier_errors = sums_by_cluster(brier_addends(event, score), event.worlds),
                  .log_errors = sums_by_cluster(log_addends(event, score), event.worlds)};
    if (const auto rival = without.event(question, *truth.happened)) {
      const EventScore of_rival = event_score(*rival);
      judged.told.unupdated_brier = of_rival.brier;
      judged.told.unupdated_log = of_rival.log;
    }
    add_given_base(judged.told, score);
    found_.judged.push_back(std::move(judged));
  }

  void add_given_base(ScoredForecast& told, EventScore score) const {
    const DatedForecast& forecast = found_.told.forecasts[told.forecast];
    const Observation* row = questions_.told(forecast.outcome);
    if (row == nullptr || row->base.empty()) return;
    add_base(score, row->base.front(), true);
    told.given_base = row->base.front();
    told.given_brier = score.brier.base;
    told.given_log = score.log.base;
  }

  const AskedAsOf& asked_;
  const Questions& questions_;
  const Truths& truths_;
  const RunOptions& options_;
  std::vector<std::optional<std::size_t>> so_far_; ///< of each question, among what is asked
  ForecastsOfDate found_;
};

} // namespace

std::optional<ForecastsOfDate> forecasts_of(const AskedAsOf& asked, const Questions& questions,
                                            const Truths& truths, const RunOptions& options) {
  try {
    return Forecaster(asked, questions, truths, options).forecasts();
  } catch (const RunError& error) {
    if (options.stop != nullptr && *options.stop) return std::nullopt;
    throw RunError(fmt::format("as of {}: {}", formula::iso_date(asked.date, 0), error.what()));
  }
}

} // namespace casus::scoring
