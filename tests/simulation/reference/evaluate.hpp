#pragma once

// The state of one trajectory and the value of a formula in it, by walking the formula's tree. Every firing
// ever is kept, so that each question about the history is answered by looking at all of it.

#include "casus/expression.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <stdexcept>
#include <vector>

namespace casus::reference {

struct State {
  double time = 0;
  std::vector<double> parameters;
  std::vector<double> drivers;
  std::vector<int> rungs;
  std::vector<std::vector<double>> firings; ///< of each trigger: when
  std::vector<double> marks;                ///< of the firing trigger
};

/// What has changed since something was last looked at.
struct Changes {
  std::vector<bool> drivers, ladders, triggers;

  explicit Changes(const State& state)
      : drivers(state.drivers.size()), ladders(state.rungs.size()), triggers(state.firings.size()) {}

  void include(const Changes& others) {
    const auto both = [](std::vector<bool>& mine, const std::vector<bool>& theirs) {
      std::transform(mine.begin(), mine.end(), theirs.begin(), mine.begin(), std::logical_or<>());
    };
    both(drivers, others.drivers);
    both(ladders, others.ladders);
    both(triggers, others.triggers);
  }
};

inline std::size_t number_of(const Expression& expression) {
  return static_cast<std::size_t>(expression.symbol);
}

/// Whether the formula reads anything that has changed.
inline bool reads(const Expression& expression, const Changes& changes) {
  const std::size_t n = number_of(expression);
  switch (expression.operation) {
  case Operation::driver:
    return changes.drivers[n];
  case Operation::ladder:
    return changes.ladders[n];
  case Operation::count:
  case Operation::count_within:
  case Operation::since:
    return changes.triggers[n];
  default:
    break;
  }
  return std::any_of(expression.arguments.begin(), expression.arguments.end(),
                     [&](const Expression& argument) { return reads(argument, changes); });
}

inline double history(const Expression& expression, const State& state) {
  const std::vector<double>& firings = state.firings[number_of(expression)];
  if (expression.operation == Operation::count) return static_cast<double>(firings.size());
  if (expression.operation == Operation::since)
    return firings.empty() ? std::numeric_limits<double>::infinity() : state.time - firings.back();
  return static_cast<double>(std::count_if(firings.begin(), firings.end(), [&](double at) {
    return at > state.time - expression.value && at <= state.time;
  }));
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
  case Operation::less:
    return x < y;
  case Operation::less_equal:
    return x <= y;
  case Operation::greater:
    return x > y;
  case Operation::greater_equal:
    return x >= y;
  case Operation::equal:
    return x == y;
  case Operation::not_equal:
    return x != y;
  case Operation::logical_and:
    return x != 0 && y != 0;
  case Operation::logical_or:
    return x != 0 || y != 0;
  default:
    throw std::logic_error("not an operator of two arguments");
  }
}

/// The formula's value; a condition is 0 or 1.
inline double evaluate(const Expression& expression, const State& state) {
  switch (expression.operation) {
  case Operation::constant:
    return expression.value;
  case Operation::parameter:
    return state.parameters[number_of(expression)];
  case Operation::driver:
    return state.drivers[number_of(expression)];
  case Operation::ladder:
    return state.rungs[number_of(expression)];
  case Operation::mark:
    return state.marks[number_of(expression)];
  case Operation::time:
    return state.time;
  case Operation::count:
  case Operation::count_within:
  case Operation::since:
    return history(expression, state);
  default:
    break;
  }
  const double first = evaluate(expression.arguments.at(0), state);
  if (expression.arguments.size() == 1) return function(expression.operation, first);
  return combination(expression.operation, first, evaluate(expression.arguments.at(1), state));
}

} // namespace casus::reference
