#pragma once

#include "formula/syntax.hpp"

#include "casus/expression.hpp"

namespace casus::formula {

/// A constant, which must be finite.
Expression constant(const Syntax& at, double value, Type type = Type::number);

/// A node on one or two arguments; constant where they are, and then finite. Throws FormulaError at `at`.
Expression node(const Syntax& at, Operation operation, Type type, Expression argument);
Expression node(const Syntax& at, Operation operation, Type type, Expression left, Expression right);

} // namespace casus::formula
