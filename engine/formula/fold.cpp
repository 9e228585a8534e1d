// Constant parts of a formula are computed once, here. What they yield must be what the program computes for
// them.

#include "formula/fold.hpp"

#include "formula/complaint.hpp"
#include "formula/read_formula.hpp"

#include <algorithm>
#include <cmath>

namespace casus::formula {

namespace {

double apply(Operation operation, double x) {
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
  default:
    return std::cos(x);
  }
}

double apply(Operation operation, double x, double y) {
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
    return x < y ? 1 : 0;
  case Operation::less_equal:
    return x <= y ? 1 : 0;
  case Operation::greater:
    return x > y ? 1 : 0;
  case Operation::greater_equal:
    return x >= y ? 1 : 0;
  case Operation::equal:
    return x == y ? 1 : 0;
  case Operation::not_equal:
    return x != y ? 1 : 0;
  case Operation::logical_and:
    return x != 0 && y != 0 ? 1 : 0;
  default:
    return x != 0 || y != 0 ? 1 : 0;
  }
}

bool is_constant(const Expression& expression) { return expression.operation == Operation::constant; }

} // namespace

Expression constant(const Syntax& at, double value, Type type) {
  if (std::isfinite(value))
    return {.operation = Operation::constant, .type = type, .value = value, .arguments = {}};
  throw FormulaError(at.offset, quoted(at.text) + " is not a finite number (it comes to " +
                                    (std::isnan(value) ? "no number at all" : "infinity") +
                                    "): check what it is computed from");
}

Expression node(const Syntax& at, Operation operation, Type type, Expression argument) {
  if (is_constant(argument)) return constant(at, apply(operation, argument.value), type);
  Expression result{.operation = operation, .type = type, .arguments = {}};
  result.arguments.push_back(std::move(argument));
  return result;
}

Expression node(const Syntax& at, Operation operation, Type type, Expression left, Expression right) {
  if (is_constant(left) && is_constant(right))
    return constant(at, apply(operation, left.value, right.value), type);
  Expression result{.operation = operation, .type = type, .arguments = {}};
  result.arguments.reserve(2);
  result.arguments.push_back(std::move(left));
  result.arguments.push_back(std::move(right));
  return result;
}

} // namespace casus::formula
