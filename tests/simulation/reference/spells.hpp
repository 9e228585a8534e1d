#pragma once

// How long conditions have held: since when each does of which a formula asks.

#include "simulation/reference/evaluate.hpp"

#include "scenario/formulas.hpp"

namespace casus::reference {

inline void collect_spells(const Expression& expression, std::vector<const Expression*>& conditions) {
  for (const Expression& argument : expression.arguments) collect_spells(argument, conditions);
  if (expression.operation == Operation::held) conditions.push_back(&expression.arguments[0]);
}

/// Those within the condition of another stand before it.
inline std::vector<const Expression*> conditions_of_spells(const Scenario& scenario) {
  std::vector<const Expression*> conditions;
  scenario::each_formula(scenario,
                         [&](const Formula& formula) { collect_spells(formula.expression, conditions); });
  return conditions;
}

/// Looks at the conditions that are wanted. Returns whether any has begun or ceased to hold.
template <class Wanted>
bool look_at_spells(State& state, const Wanted& is_wanted) {
  bool any = false;
  for (Spell& spell : state.spells) {
    if (!is_wanted(*spell.condition)) continue;
    const bool now = evaluate(*spell.condition, state) != 0;
    if (now == std::isfinite(spell.since)) continue;
    spell.since = now ? state.time : std::numeric_limits<double>::infinity();
    any = true;
  }
  return any;
}

} // namespace casus::reference
