// Constant parts of a formula are computed once, here.

#include "formula/fold.hpp"

#include "formula/arithmetic.hpp"
#include "formula/complaint.hpp"
#include "formula/read_formula.hpp"

#include <cmath>

namespace casus::formula {

namespace {

bool is_constant(const Expression& expression) { return expression.operation == Operation::constant; }

} // namespace

Expression constant(const Syntax& at, double value, Type type) {
  if (std::isfinite(value))
    return {.operation = Operation::constant, .type = type, .value = value, .arguments = {}};
  throw FormulaError(at.offset, in_quotes(at.text) + " is not a finite number (it comes to " +
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
