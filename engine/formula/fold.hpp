#pragma once

#include "formula/syntax.hpp"

#include "casus/expression.hpp"

namespace casus::formula {

/// Makes a constant, which must be finite.
Expression constant(const Syntax& at, double value, Type type = Type::number);

/// Makes a node with one or two arguments. Where these are constants, the node is computed at once and must
/// be finite. Throws FormulaError at `at`.
Expression node(const Syntax& at, Operation operation, Type type, Expression argument);
Expression node(const Syntax& at, Operation operation, Type type, Expression left, Expression right);

} // namespace casus::formula
