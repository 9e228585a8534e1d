#pragma once

#include "fitting/history_replay.hpp"
#include "fitting/specification.hpp"

#include <Eigen/Core>
#include <map>
#include <vector>

namespace casus::fitting {

/// A number of a ladder's intensities; one that several rungs share is one.
struct LadderNumber {
  NumberEntry entry;
  std::string name; ///< "up rate", "dual_use -> lethal_aid: alarm"
  double before = 0;
};

/// A step of a ladder from one rung to the next. Its intensity is exp(log rate + sum of weights times terms)
/// times the base.
struct LadderStep {
  int from = 0;
  int to = 0;
  plan::ClockId clock{};
  std::size_t rate = 0;             ///< of LadderModel::numbers
  std::vector<std::size_t> weights; ///< of each term, in the order of the plan
};

/// What can be fitted of a ladder.
struct LadderModel {
  int rungs = 0;
  std::vector<LadderNumber> numbers; ///< rates, then weights
  std::size_t rates = 0;
  std::vector<LadderStep> steps;
};

LadderModel ladder_model(const Specification& specification, const Scenario& scenario, int ladder,
                         const plan::Plan& plan);

/// A time in which no intensity of a ladder changed.
struct Stretch {
  std::size_t kind = 0; ///< of Panel::kinds
  double days = 0;
};

/// What passes from one observation to the next.
struct Passage {
  int from = 0;
  int to = 0;
  std::vector<Stretch> stretches;
};

/// What was observed of a ladder.
struct Panel {
  std::vector<std::vector<Ingredients>> kinds; ///< of each step of the model
  std::vector<Passage> passages;
};

/// Replays all sequences. The first observation of a sequence begins it: it is not evidence itself.
Panel panel_of(const LadderModel& model, int ladder, const plan::Plan& plan, const History& history);

} // namespace casus::fitting
