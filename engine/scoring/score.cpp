#include "casus/score.hpp"

#include "scoring/answer_record.hpp"
#include "scoring/crps.hpp"
#include "scoring/event_score.hpp"
#include "scoring/mean_score.hpp"
#include "scoring/ranking.hpp"
#include "scoring/reliability.hpp"
#include "simulation/jobs.hpp"
#include "tally/summarise.hpp"
#include "tally/tell_observed.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fmt/format.h>

namespace casus {
namespace {

using namespace scoring;

/// Fewer forecasts than this fill ten bins with two or three each, whose frequencies may be anything.
constexpr std::size_t fewest_forecasts = 30;

std::size_t index_of(const Scenario& scenario, const std::string& name) {
  const auto found = std::find_if(scenario.outcomes.begin(), scenario.outcomes.end(),
                                  [&](const Outcome& outcome) { return outcome.name == name; });
  if (found == scenario.outcomes.end())
    throw RunError(fmt::format("'{}' has no outcome '{}' to score", scenario.file, name));
  return static_cast<std::size_t>(found - scenario.outcomes.begin());
}

std::vector<Observation> known_of(const std::vector<Observation>& observations) {
  std::vector<Observation> known;
  for (const Observation& observation : observations)
    if (observation.observed) known.push_back(observation);
  return known;
}

/// The share of the observed events that happened.
double share_that_happened(const std::vector<Observation>& known) {
  double events = 0, happened = 0;
  for (const Observation& observation : known) {
    if (!observation.is_event) continue;
    ++events;
    happened += *observation.observed;
  }
  return happened / events;
}

/// Scores one scenario's forecasts.
class Scorer {
public:
  Scorer(const Scenario& scenario, const std::vector<Observation>& observations, const RunOptions& options)
      : scenario_(scenario), observations_(observations), known_(known_of(observations)),
        options_(settled(scenario, options)) {}

  ForecastScores scores() {
    const auto begin = std::chrono::steady_clock::now();
    const plan::Plan plan = plan::compile(std::make_shared<const Scenario>(scenario_));
    std::vector<std::size_t> asked;
    for (const Observation& observation : known_) asked.push_back(index_of(scenario_, observation.outcome));
    const AnswerRecord record(plan, asked, options_);
    for (const Observation& observation : observations_)
      if (!observation.observed) leave_out(observation.outcome, "not known yet");
    for (std::size_t i = 0; i < known_.size(); ++i) score(i, scenario_.outcomes[asked[i]], record);
    summarise(record.worlds());
    describe(plan, record);
    scores_.run.performance.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return std::move(scores_);
  }

private:
  void leave_out(const std::string& outcome, const char* reason) {
    scores_.left_out.push_back({outcome, reason});
  }

  void score(std::size_t i, const Outcome& outcome, const AnswerRecord& record) {
    const auto answers = record.answers(i);
    if (std::all_of(answers.begin(), answers.end(), [](double answer) { return std::isnan(answer); })) {
      leave_out(outcome.name, "no trajectory met its condition, so there is no forecast");
      return;
    }
    OutcomeScore& scored = scores_.outcomes.emplace_back();
    scored.name = outcome.name;
    scored.question = outcome.question;
    scored.day = outcome.day;
    if (known_[i].is_event)
      scored.event = score_event(known_[i], answers, record.worlds());
    else
      scored.value = score_value(known_[i], answers, record.worlds());
  }

  EventScore score_event(const Observation& observation, std::span<const double> answers,
                         const TrajectoryWorlds& worlds) {
    const EventAnswers event{answers, worlds, *observation.observed == 1};
    EventScore score = event_score(event);
    if (observation.base.empty())
      add_base(score, share_that_happened(known_), false);
    else
      add_base(score, observation.base.front(), true);
    brier_.add(score.brier, brier_addends(event, score));
    log_.add(score.log, log_addends(event, score));
    forecasts_.push_back({score.probability, score.happened});
    return score;
  }

  ValueScore score_value(const Observation& observation, std::span<const double> answers,
                         const TrajectoryWorlds& worlds) {
    const double y = *observation.observed;
    const ForecastSample sample(answers, worlds);
    const std::vector<double> addends = sample.crps_addends(y);
    ValueScore score{.mean = sample.mean(),
                     .sd = sample.sd(),
                     .trials = sample.count(),
                     .observed = y,
                     .below = sample.below(y),
                     .crps = {sample.crps(y), monte_carlo_error(addends, worlds), std::nullopt},
                     .base_count = observation.base.size()};
    if (!observation.base.empty()) score.crps.base = crps(observation.base, y);
    crps_.add(score.crps, addends);
    return score;
  }

  void summarise(const TrajectoryWorlds& worlds) {
    scores_.brier = brier_.mean(worlds);
    scores_.log = log_.mean(worlds);
    scores_.crps = crps_.mean(worlds);
    if (forecasts_.empty()) return;
    scores_.reliability = reliability_of(forecasts_);
    scores_.decomposition = decomposition_of(forecasts_);
    scores_.expected = expected_brier(forecasts_);
    if (forecasts_.size() < fewest_forecasts)
      scores_.doubt =
          fmt::format("{} too few to tell reliable forecasts from others (some {} begin to)",
                      forecasts_.size() == 1 ? "1 event is" : fmt::format("{} events are", forecasts_.size()),
                      fewest_forecasts);
  }

  void describe(const plan::Plan& plan, const AnswerRecord& record) {
    scores_.file = scenario_.file;
    Result& run = scores_.run;
    run = tally::head_of(scenario_);
    run.days = plan.grid;
    run.seed = options_.seed;
    run.trajectories = record.finished();
    run.requested = options_.trajectories;
    run.worlds = *options_.worlds;
    if (const filtering::Posterior* posterior = record.posterior()) {
      run.worlds = posterior->worlds.size();
      run.observed = tally::tell_observed(plan, *posterior);
    }
    run.performance.threads = simulation::actual_threads(options_.threads);
  }

  const Scenario& scenario_;
  const std::vector<Observation>& observations_;
  std::vector<Observation> known_;
  RunOptions options_;
  ForecastScores scores_;
  ScoreMean brier_, log_, crps_;
  std::vector<Forecast> forecasts_;
};

void refuse_twins(const std::vector<Scenario>& scenarios) {
  for (auto first = scenarios.begin(); first != scenarios.end(); ++first)
    for (auto second = first + 1; second != scenarios.end(); ++second)
      if (first->file == second->file)
        throw RunError(fmt::format("'{}' is given twice: each scenario is scored once", first->file));
}

} // namespace

Scores score(const std::vector<Scenario>& scenarios, const std::vector<Observation>& observations,
             const RunOptions& options) {
  refuse_twins(scenarios);
  Scores scores;
  for (const Scenario& scenario : scenarios)
    scores.forecasts.push_back(Scorer(scenario, observations, options).scores());
  if (scenarios.size() > 1) scores.ranking = ranking_of(scores.forecasts);
  return scores;
}

} // namespace casus
