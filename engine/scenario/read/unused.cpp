#include "scenario/read/unused.hpp"

#include "formula/complaint.hpp"
#include "scenario/formulas.hpp"

#include <set>

namespace casus::scenario {

namespace {

struct Symbols {
  std::set<int> drivers;
  std::set<int> parameters;

  void collect(const Expression& expression) {
    if (expression.operation == Operation::driver) drivers.insert(expression.symbol);
    if (expression.operation == Operation::parameter) parameters.insert(expression.symbol);
    for (const Expression& argument : expression.arguments) collect(argument);
  }
};

Symbols symbols_read_in(const Scenario& scenario) {
  Symbols symbols;
  each_formula(scenario, [&](const Formula& formula) { symbols.collect(formula.expression); });
  for (const Driver& driver : scenario.drivers)
    for (const Follow& follow : driver.follows) symbols.drivers.insert(follow.driver);
  return symbols;
}

} // namespace

void warn_of_unused(Reading& reading) {
  const Symbols symbols = symbols_read_in(reading.scenario);
  int index = 0;
  for (const Driver& driver : reading.scenario.drivers)
    if (!symbols.drivers.contains(index++))
      reading.problems.warning(driver.place, "nothing reads driver " + formula::in_quotes(driver.name) +
                                                 " (no weight, formula, other driver or outcome)");
  index = 0;
  for (const Parameter& parameter : reading.scenario.parameters)
    if (!symbols.parameters.contains(index++))
      reading.problems.warning(parameter.place,
                               "nothing uses parameter " + formula::in_quotes(parameter.name));
}

} // namespace casus::scenario
