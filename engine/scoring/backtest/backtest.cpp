#include "casus/backtest.hpp"

#include "formula/calendar.hpp"
#include "scoring/backtest/forecaster.hpp"
#include "scoring/backtest/lead_means.hpp"
#include "scoring/reliability.hpp"
#include "simulation/jobs.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace casus {
namespace {

using namespace scoring;

/// Fewer questions tell chance from skill as little as fewer forecasts of `casus score` do.
constexpr std::size_t fewest_questions = 30;

class BacktestRun {
public:
  BacktestRun(const Scenario& whole, const Questions& questions, const BacktestOptions& options)
      : whole_(whole), questions_(questions), options_(options) {}

  Backtest find() {
    const auto begin = std::chrono::steady_clock::now();
    found_.asked_dates = questions_.dates().size();
    found_.left_out = questions_.never_asked();
    if (const auto truths = known_truths()) forecast(*truths);
    summarise();
    describe();
    found_.run.performance.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return std::move(found_);
  }

private:
  bool is_stopped() const { return options_.run.stop != nullptr && *options_.run.stop; }

  std::optional<Truths> known_truths() const {
    try {
      return find_truths(questions_, whole_, options_.run);
    } catch (const RunError&) {
      if (is_stopped()) return std::nullopt;
      throw;
    }
  }

  void forecast(const Truths& truths) {
    for (const AskedAsOf& asked : questions_.dates()) {
      if (is_stopped()) return;
      if (options_.progress) options_.progress(found_.dates.size() + 1, found_.asked_dates);
      auto forecasts = forecasts_of(asked, questions_, truths, options_.run);
      if (!forecasts) return;
      take(*std::move(forecasts));
    }
  }

  void take(ForecastsOfDate forecasts) {
    for (Judged& judged : forecasts.judged) {
      judged.told.date = found_.dates.size();
      judged_.push_back(std::move(judged));
    }
    for (const DatedLeftOut& left_out : forecasts.left_out) leave_out(left_out);
    found_.run.trajectories = forecasts.trajectories;
    found_.dates.push_back(std::move(forecasts.told));
  }

  /// Dates at which a question is left out for the same reason are told together.
  void leave_out(const DatedLeftOut& left_out) {
    for (DatedLeftOut& other : found_.left_out)
      if (other.outcome == left_out.outcome && other.reason == left_out.reason) {
        other.dates.insert(other.dates.end(), left_out.dates.begin(), left_out.dates.end());
        return;
      }
    found_.left_out.push_back(left_out);
  }

  void summarise() {
    if (judged_.empty()) return;
    found_.base_rate = add_base_rate(judged_);
    found_.all = means_of(judged_);
    found_.by_lead = means_by_lead(judged_);
    std::vector<Forecast> forecasts;
    for (const Judged& judged : judged_) {
      found_.scored.push_back(judged.told);
      forecasts.push_back({judged.probability, judged.told.happened});
    }
    found_.reliability = reliability_of(forecasts);
    found_.decomposition = decomposition_of(forecasts);
    if (found_.all->questions < fewest_questions)
      found_.doubt = fmt::format(
          "{}{} too few to tell skill from chance (some {} questions begin to)",
          forecasts.size() == 1 ? "1 forecast" : fmt::format("{} forecasts", forecasts.size()),
          forecasts.size() == 1        ? " is"
          : found_.all->questions == 1 ? " of 1 question are"
                                       : fmt::format(" of {} questions are", found_.all->questions),
          fewest_questions);
  }

  void describe() {
    const RunOptions settled = casus::settled(whole_, options_.run);
    found_.until = whole_.observed->until;
    found_.every = options_.every;
    Result& run = found_.run;
    run.scenario = whole_.name;
    run.title = whole_.title;
    run.fingerprint = whole_.fingerprint;
    run.start = whole_.start;
    run.days = {0, whole_.horizon};
    run.seed = settled.seed;
    run.requested = run.trajectories;
    run.worlds = *settled.weighed_worlds;
    run.performance.threads = simulation::actual_threads(settled.threads);
  }

  const Scenario& whole_;
  const Questions& questions_;
  const BacktestOptions& options_;
  Backtest found_;
  std::vector<Judged> judged_;
};

} // namespace

Backtest backtest(const LoadScenario& load, const std::vector<Observation>& observations,
                  const BacktestOptions& options) {
  const Scenario whole = load({});
  if (!whole.observed)
    throw RunError(
        fmt::format("'{0}' does not say what has been observed, so that nothing tells what came of "
                    "its questions: write `observed:` with `until:` and `events:` into it, or name "
                    "the record (--observed history.yaml)",
                    whole.file));
  const Questions questions(load, whole, observations, options);
  return BacktestRun(whole, questions, options).find();
}

} // namespace casus
