#pragma once

#include "plan/plan.hpp"

#include <map>
#include <string>

namespace casus::plan {

/// What the passes share: the plan as far as it is built, and the interning of its numbers and derived rows.
class Builder {
public:
  explicit Builder(std::shared_ptr<const Scenario> scenario);

  Plan plan;
  const Scenario& scenario() const { return *plan.scenario; }

  formula::Program program(const Expression& expression);
  formula::Program program(const Formula& formula) { return program(formula.expression); }

  /// A number that every world evaluates, and the range it must keep to.
  NumberId number(const Number& number, const std::string& what);
  NumberId number_at_least(const Number& number, double low, const std::string& what);
  NumberId number_above(const Number& number, double low, const std::string& what);
  NumberId number_within(const Number& number, double low, double high, const std::string& what);

  /// The row that holds the formula's value; the same for equal formulas.
  Row row_of(const Formula& formula, const std::string& what, bool is_rate = false);
  RatePlan rate(const Formula& rate, const std::string& what);

  int grid_point_of(double day) const;
  int variate(const Distribution& distribution, const std::string& what);

private:
  NumberId add(NumberPlan number);
  void register_histories(const Expression& expression);

  std::map<std::string, Row> derived_rows_;
};

} // namespace casus::plan
