#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace casus {

struct Interval {
  double low = 0;
  double high = 0;
};

/// How far apart the worlds' own answers lie: what we do not know, beside what chance does.
struct WorldSpread {
  double sd = 0; ///< between worlds, with the chance within worlds taken out
  Interval sd_ci95{};
  double p05 = 0;
  double p95 = 0;
  Interval p05_ci95{}, p95_ci95{};
};

struct EventResult {
  std::optional<double> probability{}; ///< none without trials
  double se = 0;                       ///< clustered by world where there are several
  Interval ci95{0, 1}; ///< Wilson, with the effective number of trials where there are several worlds
  std::optional<double> gain{}; ///< how many times as many trajectories would be as good without controls
  std::uint64_t hits = 0;
  std::uint64_t trials = 0;
  std::vector<double> curve{};        ///< probability at every grid point
  std::vector<Interval> curve_ci95{}; ///< at every grid point by itself; ci95 from the outcome's day on
  std::optional<double> first_passage_p10{}, first_passage_p50{},
      first_passage_p90{}; ///< days; none where not reached
};

struct ValueResult {
  std::uint64_t trials = 0;
  std::optional<double> mean{}; ///< none without trials
  double se = 0;
  Interval ci95{};
  std::optional<double> gain{}; ///< as of an event
  double sd = 0;
  double p05 = 0, p25 = 0, p50 = 0, p75 = 0, p95 = 0;
};

struct OutcomeResult {
  std::string name{};
  std::string question{};
  std::string resolution{};           ///< how one would know the answer
  bool conditional = false;           ///< it has a `given` or an `after`, so that trials may be fewer
  std::optional<double> from{};       ///< the first day that counts, where it is not the start
  bool begins_later = false;          ///< it has an `after`
  std::optional<double> within{};     ///< days for which it is asked from then on
  double day = 0;                     ///< of `by` or `at`; the last that counts
  std::optional<EventResult> event{}; ///< one of the two
  std::optional<ValueResult> value{};
  std::optional<WorldSpread> between_worlds{};
};

struct LadderResult {
  std::string name{};
  std::vector<std::string> rungs{};
  std::vector<std::vector<double>> occupancy{}; ///< [grid point][rung]
};

/// Two ladders together on the last day.
struct JointResult {
  std::string first{}, second{};             ///< names of the ladders
  std::vector<std::vector<double>> shares{}; ///< [rung of the first][rung of the second]
};

struct DriverResult {
  std::string name{};
  std::vector<double> mean{}, sd{}, p05{}, p50{}, p95{}; ///< [grid point]
};

struct CategoryShare {
  std::string name{};
  double share = 0;
};

/// A mark over all firings: the shares of its categories, or mean and sd of a number.
struct MarkResult {
  std::string name{};
  std::vector<CategoryShare> categories{};
  double mean = 0;
  double sd = 0;
};

struct TriggerResult {
  std::string name{};
  double mean_count = 0; ///< firings a trajectory
  double se = 0;
  double share_fired = 0; ///< of trajectories in which it fired at all
  std::vector<MarkResult> marks{};
};

/// Where the threads' time went while they simulated; together threads times the time that it took.
struct PhaseSeconds {
  double drivers = 0;
  double intensities = 0;
  double events = 0;  ///< clocks, conditions, and all that fires
  double tallies = 0; ///< outcomes, series and their merging
  double other = 0;   ///< what is left: worlds, fresh blocks, waiting
};

struct Performance {
  double seconds = 0;
  int threads = 1;
  double setup_seconds = 0; ///< of these, what hardly grows with the trajectories: plan, pilot, summary
  double cpu_seconds = 0;   ///< of all threads, without the setup
  std::uint64_t steps = 0;  ///< trajectory-steps: trajectories times steps of the grid
  std::uint64_t events = 0; ///< firings of triggers and steps that ladders took of themselves
  std::optional<PhaseSeconds> phases{}; ///< where RunOptions::profile asks for them

  double simulation_seconds() const { return seconds - setup_seconds; }
};

/// Where a number lies: below these with 5, 50 and 95%.
struct Percentiles {
  double p05 = 0, p50 = 0, p95 = 0;
};

/// An uncertain parameter before and after what has been observed.
struct LearntParameter {
  std::string name{};
  Percentiles prior{}, posterior{};
  double learnt =
      0; ///< share of the prior's variance that is gone, of the draw's normal score; may be negative
};

/// How likely something that happened was just before, given all before it.
struct ObservedEvent {
  std::string what{};
  double day = 0;
  double rate = 0;     ///< a day, of such an event; of where a ladder stood its probability
  double surprise = 0; ///< logarithm of how much rarer than events of its kind have been
};

/// What is known, how well the scenario explains it, and what it has taught.
struct ObservedResult {
  double until = 0; ///< days: now
  std::size_t firings = 0, rungs = 0, values = 0, left_out = 0;
  double log_evidence = 0; ///< of all that was observed
  double log_evidence_error = 0;
  std::uint64_t worlds = 0;                  ///< that carry the answers
  double effective_worlds = 0;               ///< as many different ones would tell as much
  std::uint64_t passes = 0;                  ///< of the filter over all worlds
  double acceptance = 0;                     ///< of moves of worlds
  std::vector<ObservedEvent> events{};       ///< in order of time
  std::vector<LearntParameter> parameters{}; ///< in the scenario's order
};

/// What a run found. Everything but `performance` is the same for the same scenario, seed, trajectories and
/// worlds.
struct Result {
  std::string scenario{};
  std::string title{};
  std::string fingerprint{};
  std::chrono::sys_days start{};
  std::uint64_t seed = 0;
  std::uint64_t trajectories = 0; ///< finished
  std::uint64_t requested = 0;    ///< asked for; more than finished where the run was stopped
  std::uint64_t worlds = 1;
  std::vector<double> days{}; ///< the grid
  std::vector<OutcomeResult> outcomes{};
  std::vector<LadderResult> ladders{};
  std::vector<JointResult> joint{}; ///< of each pair of ladders in the file's order; empty where all tables
                                    ///< together would have more than 100,000 shares
  std::vector<DriverResult> drivers{};
  std::vector<TriggerResult> triggers{};
  std::optional<ObservedResult> observed{}; ///< what the answers are given
  Performance performance{};

  bool stopped() const { return trajectories < requested; }
};

} // namespace casus
