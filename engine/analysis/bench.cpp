// A bench finds, on each number of threads, how many trajectories make a repetition; then comes a repetition
// that is profiled, which also warms the caches, and then the others without the profile's cost. Two
// contestants take turns, A B A B …, so that what slows the machine for a while slows both.

#include "casus/bench.hpp"

#include "analysis/contestant.hpp"
#include "analysis/machine.hpp"
#include "analysis/sizing.hpp"
#include "analysis/summaries.hpp"

#include <boost/math/distributions/normal.hpp>

namespace casus {
namespace analysis {
namespace {

using Contestants = std::vector<std::unique_ptr<Contestant>>;

struct Stopped {};

class Session {
public:
  Session(Contestants contestants, const BenchOptions& options)
      : contestants_(std::move(contestants)), options_(options) {}

  /// Takes all measurements and fills them in.
  void measure(Bench& bench) {
    try {
      for (const int threads : thread_counts(options_.threads)) measure(threads, bench.subjects);
      measure_answers(bench.subjects);
    } catch (const Stopped&) {
      bench.stopped = true;
    }
    for (BenchSubject& subject : bench.subjects)
      std::erase_if(subject.series, [](const BenchSeries& series) { return series.repetitions.empty(); });
  }

private:
  void measure(int threads, std::vector<BenchSubject>& subjects) {
    turn_ = 0;
    Turn turn{.trajectories = options_.trajectories,
              .worlds = options_.worlds,
              .seed = options_.seed,
              .threads = threads,
              .stop = options_.stop};
    if (!turn.trajectories) turn.chosen = chosen(turn);
    for (BenchSubject& subject : subjects) subject.series.push_back({.threads = threads});
    turn.profile = true;
    for (std::size_t c = 0; c < contestants_.size(); ++c)
      subjects[c].series.back().profiled = repeated(*contestants_[c], turn);
    turn.profile = false;
    for (int repetition = 0; repetition < options_.repetitions; ++repetition)
      for (std::size_t c = 0; c < contestants_.size(); ++c)
        subjects[c].series.back().repetitions.push_back(repeated(*contestants_[c], turn));
  }

  /// Has each of them answer once, on one thread.
  void measure_answers(std::vector<BenchSubject>& subjects) {
    constexpr std::uint64_t enough = 40'000; // for control variates
    const Turn turn{.trajectories = options_.trajectories.value_or(enough),
                    .worlds = options_.worlds,
                    .seed = options_.seed,
                    .stop = options_.stop};
    for (std::size_t c = 0; c < contestants_.size(); ++c) {
      const int number = static_cast<int>(c) + 1, all = static_cast<int>(contestants_.size());
      if (options_.progress) options_.progress(turn.threads, number, all);
      auto answers = contestants_[c]->answers(turn);
      subjects[c].answers = answers ? std::move(*answers) : throw Stopped{};
    }
  }

  std::uint64_t chosen(const Turn& turn) {
    tell(turn);
    const auto trajectories = trajectories_for_a_second(*contestants_.front(), turn);
    return trajectories ? *trajectories : throw Stopped{};
  }

  Repetition repeated(Contestant& contestant, const Turn& turn) {
    ++turn_;
    tell(turn);
    const auto repetition = contestant.repeat(turn);
    return repetition ? *repetition : throw Stopped{};
  }

  void tell(const Turn& turn) const {
    const int all = (options_.repetitions + 1) * static_cast<int>(contestants_.size());
    if (options_.progress) options_.progress(turn.threads, turn_, all);
  }

  Contestants contestants_;
  const BenchOptions& options_;
  int turn_ = 0;
};

std::vector<double> times(const BenchSeries& series) {
  std::vector<double> times;
  for (const Repetition& repetition : series.repetitions) times.push_back(repetition.ns_a_trajectory());
  return times;
}

/// Compares the two subjects. Where a stop came in between, the second one may lack a series, or its last
/// repetition.
std::vector<TimeRatio> ratios(const BenchSubject& first, const BenchSubject& second) {
  std::vector<TimeRatio> ratios;
  for (std::size_t s = 0; s < second.series.size(); ++s) {
    ratios.push_back(ratio_of(times(first.series[s]), times(second.series[s])));
    ratios.back().threads = second.series[s].threads;
  }
  return ratios;
}

std::vector<AnswerRatio> answer_ratios(const BenchSubject& first, const BenchSubject& second) {
  std::vector<AnswerRatio> ratios;
  for (const AnswerCost& of_first : first.answers)
    for (const AnswerCost& of_second : second.answers)
      if (of_first.outcome == of_second.outcome)
        ratios.push_back({of_first.outcome, of_second.variance_seconds() / of_first.variance_seconds()});
  return ratios;
}

Bench measured(const Scenario& scenario, std::vector<BenchSubject> subjects, Contestants contestants,
               const BenchOptions& options) {
  if (options.repetitions < 1) throw RunError("repetitions must be at least 1");
  Bench bench{.scenario = scenario.name,
              .title = scenario.title,
              .seed = options.seed,
              .machine = this_machine(),
              .subjects = std::move(subjects)};
  Session(std::move(contestants), options).measure(bench);
  if (bench.subjects.size() < 2) return bench;
  bench.ratios = ratios(bench.subjects[0], bench.subjects[1]);
  bench.answer_ratios = answer_ratios(bench.subjects[0], bench.subjects[1]);
  return bench;
}

Contestants two(std::unique_ptr<Contestant> first, std::unique_ptr<Contestant> second) {
  Contestants contestants;
  contestants.push_back(std::move(first));
  contestants.push_back(std::move(second));
  return contestants;
}

BenchSubject subject(const Scenario& scenario) {
  const bool has_title = !scenario.title.empty();
  return {.name = scenario.name, .what = has_title ? scenario.name + " · " + scenario.title : scenario.name};
}

} // namespace
} // namespace analysis

using namespace analysis;

double AnswerCost::seconds_to_half_a_point() const {
  const double half_width = boost::math::quantile(boost::math::normal(), 0.975) * se;
  return cpu_seconds * (half_width / 0.005) * (half_width / 0.005);
}

Bench bench(const Scenario& scenario, const BenchOptions& options) {
  Contestants contestants;
  contestants.push_back(contestant(scenario));
  return measured(scenario, {subject(scenario)}, std::move(contestants), options);
}

Bench bench(const Scenario& first, const Scenario& second, const BenchOptions& options) {
  std::vector<BenchSubject> subjects{subject(first), subject(second)};
  if (first.name == second.name) {
    subjects[0].name += ":A";
    subjects[1].name += ":B";
  }
  return measured(first, std::move(subjects), two(contestant(first), contestant(second)), options);
}

Bench bench(const BenchBuilds& builds, const Scenario& scenario, const BenchOptions& options) {
  return measured(
      scenario,
      {{.name = scenario.name + ":A", .what = builds.first},
       {.name = scenario.name + ":B", .what = builds.second}},
      two(contestant(builds.first, builds, scenario), contestant(builds.second, builds, scenario)), options);
}

} // namespace casus
