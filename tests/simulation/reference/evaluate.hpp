#pragma once

// The state of one trajectory and the value of a formula in it, by walking the formula's tree. Every firing
// ever is kept, so that each question about the history is answered by looking at all of it.

#include "casus/expression.hpp"
#include "casus/scenario.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <stdexcept>
#include <vector>

namespace casus::reference {

/// Moments nearer than this to each other are the same. Days.
inline constexpr double same_moment = 1e-9;

/// A condition of which a formula asks how long it has held, and since when it has; infinite where it does
/// not.
struct Spell {
  const Expression* condition;
  double since = std::numeric_limits<double>::infinity();
};

struct State {
  double time = 0;
  std::vector<double> parameters;
  std::vector<double> drivers; ///< as they are now
  std::vector<double> means;   ///< over the step
  std::vector<int> rungs;
  std::vector<std::vector<double>> firings; ///< of each trigger: when
  std::vector<double> marks;                ///< of the firing trigger
  std::vector<Spell> spells{};
};

/// What a formula takes for the drivers, and for the time where it stands outside of comparisons.
struct View {
  const std::vector<double>& drivers;
  double time;
};

inline View at_the_moment(const State& state) { return {state.drivers, state.time}; }

/// What has changed since something was last looked at.
struct Changes {
  std::vector<bool> drivers, means, ladders, triggers;
  bool spells = false;

  explicit Changes(const State& state)
      : drivers(state.drivers.size()), means(state.drivers.size()), ladders(state.rungs.size()),
        triggers(state.firings.size()) {}

  void include(const Changes& others) {
    const auto both = [](std::vector<bool>& mine, const std::vector<bool>& theirs) {
      std::transform(mine.begin(), mine.end(), theirs.begin(), mine.begin(), std::logical_or<>());
    };
    both(drivers, others.drivers);
    both(means, others.means);
    both(ladders, others.ladders);
    both(triggers, others.triggers);
    spells = spells || others.spells;
  }
};

inline std::size_t number_of(const Expression& expression) {
  return static_cast<std::size_t>(expression.symbol);
}

/// Whether the node, or one below it, is such. What a spell is of is not looked at.
template <class Predicate>
bool contains(const Expression& expression, const Predicate& is_such) {
  return is_such(expression) ||
         (expression.operation != Operation::held &&
          std::any_of(expression.arguments.begin(), expression.arguments.end(),
                      [&](const Expression& argument) { return contains(argument, is_such); }));
}

inline bool reads_time(const Expression& expression) {
  return contains(expression, [](const Expression& node) {
    return node.operation == Operation::time || node.operation == Operation::since ||
           node.operation == Operation::held;
  });
}

/// Whether the formula reads anything that has changed; `drivers` are those of them that count as changed.
inline bool reads(const Expression& expression, const Changes& changes, const std::vector<bool>& drivers) {
  return contains(expression, [&](const Expression& node) -> bool {
    switch (node.operation) {
    case Operation::driver:
      return drivers[number_of(node)];
    case Operation::ladder:
      return changes.ladders[number_of(node)];
    case Operation::count:
    case Operation::count_within:
    case Operation::since:
      return changes.triggers[number_of(node)];
    case Operation::held:
      return changes.spells;
    default:
      return false;
    }
  });
}

inline double history(const Expression& expression, const State& state, const View& view) {
  const std::vector<double>& firings = state.firings[number_of(expression)];
  if (expression.operation == Operation::count) return static_cast<double>(firings.size());
  if (expression.operation == Operation::since)
    return firings.empty() ? std::numeric_limits<double>::infinity() : view.time - firings.back();
  return static_cast<double>(std::count_if(firings.begin(), firings.end(), [&](double at) {
    return at > state.time - expression.value + same_moment;
  }));
}

inline double spell(const Expression& condition, const State& state, const View& view) {
  for (const Spell& each : state.spells)
    if (*each.condition == condition) return view.time - each.since;
  throw std::logic_error("a spell that nobody follows");
}

inline double function(Operation operation, double x) {
  switch (operation) {
  case Operation::negate:
    return -x;
  case Operation::logical_not:
    return x == 0 ? 1 : 0;
  case Operation::exp:
    return std::exp(x);
  case Operation::log:
    return std::log(x);
  case Operation::sqrt:
    return std::sqrt(x);
  case Operation::abs:
    return std::abs(x);
  case Operation::sin:
    return std::sin(x);
  case Operation::cos:
    return std::cos(x);
  default:
    throw std::logic_error("not a function of one argument");
  }
}

inline double combination(Operation operation, double x, double y) {
  switch (operation) {
  case Operation::add:
    return x + y;
  case Operation::subtract:
    return x - y;
  case Operation::multiply:
    return x * y;
  case Operation::divide:
    return x / y;
  case Operation::power:
    return std::pow(x, y);
  case Operation::min:
    return std::min(x, y);
  case Operation::max:
    return std::max(x, y);
  case Operation::logical_and:
    return x != 0 && y != 0;
  case Operation::logical_or:
    return x != 0 || y != 0;
  default:
    throw std::logic_error("not an operator of two arguments");
  }
}

inline bool is_comparison(Operation operation) {
  return operation >= Operation::less && operation <= Operation::not_equal;
}

inline bool comparison(Operation operation, double x, double y, double tolerance) {
  switch (operation) {
  case Operation::less:
    return x < y - tolerance;
  case Operation::less_equal:
    return x <= y + tolerance;
  case Operation::greater:
    return x > y + tolerance;
  case Operation::greater_equal:
    return x >= y - tolerance;
  case Operation::equal:
    return x <= y + tolerance && x >= y - tolerance;
  case Operation::not_equal:
    return !comparison(Operation::equal, x, y, tolerance);
  default:
    throw std::logic_error("not a comparison");
  }
}

inline double evaluate(const Expression& expression, const State& state, const View& view);

/// Within a comparison the time is that of the moment, and equal within the tolerance if it is read at all.
inline double compare(const Expression& expression, const State& state, const View& view) {
  const View now{view.drivers, state.time};
  return comparison(expression.operation, evaluate(expression.arguments.at(0), state, now),
                    evaluate(expression.arguments.at(1), state, now),
                    reads_time(expression) ? same_moment : 0);
}

/// The formula's value; a condition is 0 or 1.
inline double evaluate(const Expression& expression, const State& state, const View& view) {
  switch (expression.operation) {
  case Operation::constant:
    return expression.value;
  case Operation::parameter:
    return state.parameters[number_of(expression)];
  case Operation::driver:
    return view.drivers[number_of(expression)];
  case Operation::ladder:
    return state.rungs[number_of(expression)];
  case Operation::mark:
    return state.marks[number_of(expression)];
  case Operation::time:
    return view.time;
  case Operation::count:
  case Operation::count_within:
  case Operation::since:
    return history(expression, state, view);
  case Operation::held:
    return spell(expression.arguments[0], state, view);
  default:
    break;
  }
  if (is_comparison(expression.operation)) return compare(expression, state, view);
  const double first = evaluate(expression.arguments.at(0), state, view);
  if (expression.arguments.size() == 1) return function(expression.operation, first);
  return combination(expression.operation, first, evaluate(expression.arguments.at(1), state, view));
}

inline double evaluate(const Expression& expression, const State& state) {
  return evaluate(expression, state, at_the_moment(state));
}

inline double value(const Formula& formula, const State& state) {
  return evaluate(formula.expression, state);
}
inline bool holds(const Formula& formula, const State& state) { return value(formula, state) != 0; }

/// The sum of weight times term.
inline double log_weight(const std::vector<Term>& terms, const State& state, const View& view) {
  double sum = 0;
  for (const Term& term : terms)
    sum += value(term.weight, state) * evaluate(term.term.expression, state, view);
  return sum;
}

} // namespace casus::reference
