#pragma once

#include "casus/fit.hpp"

#include "scenario/verbs.hpp"

#include <set>
#include <string>
#include <vector>

namespace casus::fitting {

/// What is fitted: hazards of triggers, and ladders.
struct Subjects {
  std::vector<int> triggers; ///< that have a hazard and occur in the history, ascending
  std::vector<int> ladders;  ///< that were observed, ascending
};

Subjects subjects_of(const Scenario& scenario, const History& history);

/// The parts of the scenario on which the fitted hazards depend, however indirectly. Covariates depend on
/// nothing: their path is known.
class Relevance {
public:
  /// Throws ScenarioError where a part took a path that the history does not tell.
  Relevance(const Scenario& scenario, const History& history, const Subjects& subjects);

  bool has_driver(int driver) const { return drivers_.contains(driver); }
  bool has_ladder(int ladder) const { return ladders_.contains(ladder); }
  bool has_trigger(int trigger) const { return triggers_.contains(trigger); }
  bool is_covariate(int driver) const { return covariates_.contains(driver); }

private:
  void need(const Intensity& intensity);
  void need(const Expression& expression);
  void need_driver(int driver);
  void need_ladder(int ladder);
  void need_trigger(int trigger);
  /// Adds what makes up the path of a driver, or of a ladder: the triggers and rungs that change it.
  void need_changes(scenario::ActsOn acts_on, int target);
  bool need_changes(const std::vector<Effect>& effects, scenario::ActsOn acts_on, int target);
  void check_moves(int ladder);
  void refuse(const Place& place, std::string message);

  const Scenario& scenario_;
  Subjects subjects_;
  std::set<int> covariates_, drivers_, ladders_, triggers_;
  std::vector<Problem> problems_;
  int own_ladder_ = -1; ///< whose intensities are looked at, one for each of its rungs
};

} // namespace casus::fitting
