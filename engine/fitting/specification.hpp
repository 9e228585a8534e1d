#pragma once

#include "fitting/relevance.hpp"
#include "plan/plan.hpp"

#include <map>
#include <memory>
#include <vector>

namespace casus::fitting {

/// Half-lives in days, by driver.
using HalfLives = std::map<int, double>;

/// A scenario as a model of a history. A plan of it holds only what the fitted hazards depend on, moves by
/// the history and by what is certain, and has hazards with rate 1 and weights 0: what is left of an
/// intensity is its gate, limit, cooldown and, where the rate is a formula of the state, that.
class Specification {
public:
  /// Throws ScenarioError where the fitted hazards depend on what the history does not tell.
  Specification(const Scenario& scenario, const History& history);

  const Subjects& subjects() const { return subjects_; }
  /// The half-lives to be fitted, as the scenario has them: of drivers without noise that recorded events
  /// raise.
  const HalfLives& half_lives() const { return half_lives_; }
  plan::Plan plan(const HalfLives& half_lives) const;

  /// A number of the scenario with all parameters at their medians.
  double value(const Number& number) const;
  const NumberEntry& entry(const std::string& path) const { return entries_.at(path); }
  /// The entry of a rate that is a formula of the state and is multiplied: its unit is the formula.
  NumberEntry rate_entry(const Formula& rate) const;
  /// The rate of the scenario, or 1, which multiplies the formula.
  double rate_before(const Formula& rate) const { return is_constant(rate) ? value(rate) : 1; }
  /// Whether the rate reads parameters only.
  bool is_constant(const Formula& rate) const;
  /// The parameters that are not known exactly and stand at their medians.
  const std::vector<std::string>& at_medians() const { return at_medians_; }

private:
  void set_medians(const Scenario& scenario);
  void find_half_lives(const History& history);
  void still(const Relevance& relevance);
  void prune(const Relevance& relevance);
  void neutralise();

  std::shared_ptr<Scenario> scenario_; ///< from which plans are made
  Subjects subjects_;
  HalfLives half_lives_;
  std::vector<std::string> at_medians_;
  std::vector<double> parameters_;             ///< values
  std::map<std::string, NumberEntry> entries_; ///< of the scenario, by path
};

} // namespace casus::fitting
