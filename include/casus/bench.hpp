#pragma once

#include "casus/result.hpp"
#include "casus/run.hpp"
#include "casus/scenario.hpp"

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace casus {

struct BenchOptions {
  /// How many trajectories a repetition simulates. Where left out, as many as take about a second, for each
  /// number of threads. What answers cost is told from a run of as many, or where left out of 40,000.
  std::optional<std::uint64_t> trajectories{};
  std::uint64_t seed = 1;
  std::optional<std::uint64_t> worlds{};
  std::vector<int>
      threads{}; ///< numbers of them to measure; where empty: 1, 2, 4, … and as many as there are
  int repetitions = 5;
  /// Called before each of the `all` turns on so many threads, and at last before each subject's answers;
  /// turn 0 is the search for how many trajectories.
  std::function<void(int threads, int turn, int all)> progress{};
  const std::atomic<bool>* stop = nullptr; ///< set it to end early, with the repetitions that are finished
};

/// One measured run. Times are of its simulation alone, without what hardly grows with the trajectories.
struct Repetition {
  int threads = 1;
  std::uint64_t trajectories = 0;
  std::uint64_t worlds = 1;
  std::uint64_t steps = 0;  ///< trajectory-steps
  std::uint64_t events = 0; ///< firings of triggers and steps that ladders took of themselves
  double seconds = 0;
  double cpu_seconds = 0;       ///< of all threads
  double setup_seconds = 0;     ///< not in `seconds`: plan, pilot, summary
  std::uint64_t peak_bytes = 0; ///< the most memory that was resident; of the process
  std::optional<PhaseSeconds> phases{};

  double ns_a_trajectory() const { return 1e9 * seconds / static_cast<double>(trajectories); }
  double cpu_ns_a_trajectory() const { return 1e9 * cpu_seconds / static_cast<double>(trajectories); }
  double trajectories_a_second() const { return static_cast<double>(trajectories) / seconds; }
  double steps_a_second() const { return static_cast<double>(steps) / seconds; }
  double events_a_second() const { return static_cast<double>(events) / seconds; }
  /// Nanoseconds of the threads' time a trajectory-step.
  double ns_a_step() const { return phase_ns_a_step(seconds * threads); }
  double phase_ns_a_step(double phase_seconds) const {
    return 1e9 * phase_seconds / static_cast<double>(steps);
  }
};

/// The repetitions on one number of threads.
struct BenchSeries {
  int threads = 1;
  Repetition profiled{}; ///< one more, which goes first and measures the phases
  std::vector<Repetition> repetitions{};
};

/// What an answer costs: the variance of its estimate times the processor time that it took
/// (work-normalised variance; Glynn and Whitt 1992), which hardly hangs on the length of the run.
struct AnswerCost {
  std::string outcome{};
  bool is_event = false;
  double se = 0;          ///< of a share, or of a mean
  double cpu_seconds = 0; ///< of the whole run, on one thread, with its control variates and their pilot

  double variance_seconds() const { return se * se * cpu_seconds; }
  /// Of processor time, until a share is known to half a point either way (95%).
  double seconds_to_half_a_point() const;
};

/// What was measured: a scenario, or a build of casus.
struct BenchSubject {
  std::string name{}; ///< unlike that of the other
  std::string what{}; ///< for people: the scenario's name and title, or the program's path
  std::vector<BenchSeries> series{};
  std::vector<AnswerCost> answers{}; ///< that have an error
};

/// How many times dearer the second subject's answer is than the first's.
struct AnswerRatio {
  std::string outcome{};
  double ratio = 1;
};

/// The time of the second subject divided by that of the first, over pairs of repetitions made in turn.
struct TimeRatio {
  int threads = 1;
  int pairs = 0;
  double median = 1;
  double low = 1;
  double high = 1;
  std::optional<Interval> ci95{}; ///< none of one pair
  /// How ci95 came about: from six pairs on of the median, by its ranks among the ratios, which one slow
  /// moment of the machine does not move; of fewer, of the geometric mean, by Student's t on the logarithms.
  bool is_by_ranks() const { return pairs >= 6; }
};

struct Cache {
  std::string type{};
  int level = 0;
  std::uint64_t bytes = 0;
  int sharing = 0; ///< processors that share it
};

/// The machine on which it was measured. Zero and none where the system does not say.
struct Machine {
  std::string date{}; ///< ISO 8601, local
  std::string host{};
  std::string executable{};
  std::string build_type{};
  int processors = 0;
  double mhz = 0;
  std::optional<bool> is_scaling{}; ///< the processors' frequency follows the load
  std::vector<Cache> caches{};
  std::array<double, 3> load{}; ///< mean over 1, 5 and 15 minutes
};

struct Bench {
  std::string scenario{};
  std::string title{};
  std::uint64_t seed = 0;
  Machine machine{};
  std::vector<BenchSubject> subjects{};     ///< one, or the two that were compared
  std::vector<TimeRatio> ratios{};          ///< a number of threads each, where there are two subjects
  std::vector<AnswerRatio> answer_ratios{}; ///< of outcomes that both have
  bool stopped = false;
};

/// Two builds of casus and what they are to run, as the command line would have it.
struct BenchBuilds {
  std::string first;
  std::string second;
  std::string file;
  std::vector<std::string> settings; ///< as load_scenario takes them
};

/// Measures the speed of runs of the scenario, and what its answers cost. Throws RunError.
Bench bench(const Scenario& scenario, const BenchOptions& options);

/// Measures two scenarios in turn.
Bench bench(const Scenario& first, const Scenario& second, const BenchOptions& options);

/// Measures two builds in turn on the scenario, which is their file's; each turn is a process of its own.
Bench bench(const BenchBuilds& builds, const Scenario& scenario, const BenchOptions& options);

/// What several repetitions say of one quantity.
struct Summary {
  double mean = 0;
  double median = 0;
  double low = 0;
  double high = 0;
  double sd = 0; ///< 0 of a single one

  double cv() const { return sd / mean; } ///< coefficient of variation
};

/// Summarises one quantity over the repetitions, of which there is at least one.
Summary summary(const BenchSeries& series, double (Repetition::*quantity)() const);

} // namespace casus
