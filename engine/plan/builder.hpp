#pragma once

#include "formula/turns.hpp"
#include "plan/plan.hpp"
#include "scenario/number_kinds.hpp"

#include <map>
#include <string>

namespace casus::plan {

/// What the passes share: the plan as far as it is built, and the means to give each of its numbers and
/// derived rows a place once.
class Builder {
public:
  explicit Builder(std::shared_ptr<const Scenario> scenario);

  Plan plan;
  const Scenario& scenario() const { return *plan.scenario; }

  formula::Program program(const Expression& expression, formula::View view = formula::View::moment);
  formula::Program program(const Formula& formula, formula::View view = formula::View::moment) {
    return program(formula.expression, view);
  }

  /// Adds a number that every world evaluates, and that keeps to the range of its kind, or to another.
  NumberId number(const Number& number, NumberKind kind, const std::string& what);
  NumberId number(const Number& number, const scenario::Bounds& bounds, const std::string& what);

  /// The row that holds a gate's truth, a term's value or a rate; the same for equal formulas.
  Row gate(const Formula& formula, const std::string& what);
  Row term(const Formula& formula, const std::string& what);
  RatePlan rate(const Formula& rate, const std::string& what);

  /// Makes the timers of a formula, which know from now on that these depend on them.
  void time_derived(const Expression& expression, DerivedId derived);
  void time_watch(const Expression& expression, WatchId watch);
  void time_cooldown(TriggerId trigger, const Number& cooldown, ClockId clock);
  /// Whether a driver stays where it is as long as no event changes it.
  bool stands_still(DriverId driver) const;
  /// Adds the drivers that a program reads and whose values change as time passes.
  void add_moving_drivers(const formula::Program& program, std::vector<DriverId>& drivers) const;

  VariateId variate(const Distribution& distribution, const std::string& what);

private:
  enum class Use { gate, term, rate };

  NumberId add(NumberPlan number);
  void lay_out_spells(const Expression& expression);
  void register_histories(const Expression& expression);
  Row row_of(const Formula& formula, const std::string& what, Use use);
  std::vector<TimerId> timers_of(const Expression& expression);
  TimerId timer(const formula::Turn& turn);

  std::map<std::string, Row> derived_rows_;
  std::map<std::string, TimerId> timers_;
};

} // namespace casus::plan
