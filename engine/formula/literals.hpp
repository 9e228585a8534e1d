#pragma once

#include "formula/syntax.hpp"

#include "casus/expression.hpp"

#include <chrono>

namespace casus::formula {

/// These turn the literals of the grammar into constants. They throw FormulaError where a literal is out of
/// range or not in the calendar.
Expression number_literal(const Syntax& syntax);
Expression quantity_literal(const Syntax& syntax);
Expression date_literal(const Syntax& syntax, std::chrono::sys_days start);

/// How many days a period has: `week` in `per week`, or `2 weeks` in `per 2 weeks`; above zero.
double days_of_period(const Syntax& period);

} // namespace casus::formula
