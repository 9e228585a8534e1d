#pragma once

#include "formula/syntax.hpp"

#include "casus/expression.hpp"

#include <chrono>

namespace casus::formula {

/// The literals of the grammar as constants. Throw FormulaError where they are out of range or not in the
/// calendar.
Expression number_literal(const Syntax& syntax);
Expression quantity_literal(const Syntax& syntax);
Expression date_literal(const Syntax& syntax, std::chrono::sys_days start);

/// Days of `week` in `per week` or of `2 weeks` in `per 2 weeks`, above zero.
double days_of_period(const Syntax& period);

} // namespace casus::formula
