#pragma once

#include "casus/run.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace casus {

/// A number that trajectories tell, with its error; clustered by world where there are several.
struct Estimated {
  double value = 0;
  double se = 0;
  Interval ci95{};
};

/// Something that may come while one watches: a firing of a trigger, or one with a category of a mark, or the
/// arrival on a rung.
struct WatchedEvent {
  std::string name{};  ///< "strike", "strike (weapon nato)", or "ladder: rung"
  std::string about{}; ///< what the scenario says of it
  bool is_rung = false;
  Estimated probability{}; ///< that it comes at least once in the window
  std::uint64_t came = 0;  ///< trajectories in which it does
};

/// What an event tells of an outcome. Trajectories in which the outcome is not asked say nothing of it.
struct Indicator {
  std::size_t event = 0;                  ///< place among the events
  std::uint64_t came = 0;                 ///< trials in which it comes
  Estimated if_comes{}, if_not{};         ///< the outcome's probability or mean
  Estimated difference{};                 ///< of the two
  std::optional<Estimated> information{}; ///< bits that knowing whether it comes tells of an event outcome
  Estimated move{};        ///< by how much the probability or mean is then expected to move, up or down
  double p_value = 1;      ///< of such a difference or a larger one, if the outcome had nothing to do with it
  bool is_told = false;    ///< among the discoveries, of which at most 5% are expected to be false
  bool is_settled = false; ///< whenever it comes, the outcome is met by then: it is the outcome, or after it
};

/// What there is to watch for an outcome.
struct OutcomeIndicators {
  std::string name{};
  std::string question{};
  std::optional<double> from{}; ///< the first day that counts, where it is not the start
  double day = 0;               ///< the last
  bool is_value = false;
  std::uint64_t trials = 0;
  std::optional<Estimated> answer{};   ///< its probability or mean; none without trials
  std::vector<Indicator> indicators{}; ///< the most telling first: by information, of a value by the move
  std::uint64_t left_out = 0; ///< events that came in fewer than 30 trials, or in all but fewer than 30
};

struct Indicators {
  Result run{};                       ///< what was run, and how; without answers
  double from = 0;                    ///< now, or the start: the window begins after it
  double until = 0;                   ///< the last day of the window
  bool is_cut = false;                ///< by the horizon
  bool is_chosen = false;             ///< the outcomes were asked for
  std::vector<WatchedEvent> events{}; ///< that came in any trajectory, in the scenario's order
  std::vector<OutcomeIndicators> outcomes{};
};

struct IndicatorOptions {
  RunOptions run{};
  double within = 90;                  ///< days from now
  std::vector<std::string> outcomes{}; ///< by name; all where there are none
};

/// Finds what to watch: which events of the days to come would tell most of the outcomes, from one pass over
/// the run's trajectories (docs/methods.md, Indicators). What is told is association: an event may raise a
/// probability because it is a cause, or a sign of one. Throws RunError.
Indicators indicators(const Scenario& scenario, const IndicatorOptions& options);

} // namespace casus
