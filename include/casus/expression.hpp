#pragma once

#include <vector>

namespace casus {

/// What a formula yields. A category is a value of a categorical mark, a date counts in days since the start.
enum class Type { number, condition, category, date };

/// A node of a checked formula.
enum class Operation {
  constant,     ///< `value`; rung names, category names, dates and durations have become constants
  parameter,    ///< parameter number `symbol`
  driver,       ///< driver number `symbol`
  ladder,       ///< index of the rung of ladder number `symbol`
  mark,         ///< mark number `symbol` of the firing trigger; a categorical mark is its category's index
  time,         ///< days since the start
  count,        ///< firings of trigger number `symbol` so far
  count_within, ///< firings of trigger number `symbol` in the last `value` days: in (t - value, t]
  since,        ///< days since the last firing of trigger number `symbol`, infinite before the first
  held,         ///< days for which the condition, its argument, has held; minus infinity where it does not
  negate,
  logical_not,
  exp,
  log,
  sqrt,
  abs,
  sin,
  cos,
  add,
  subtract,
  multiply,
  divide,
  power,
  min,
  max,
  less,
  less_equal,
  greater,
  greater_equal,
  equal,
  not_equal,
  logical_and,
  logical_or,
};

/// A formula whose names are resolved and whose types are right. Names stand as indices into the scenario's
/// lists. A plain tree: leaves have no arguments, `held` and `negate` to `cos` one, the operators two.
struct Expression {
  Operation operation = Operation::constant;
  Type type = Type::number;
  double value = 0;
  int symbol = -1;
  std::vector<Expression> arguments;

  bool operator==(const Expression&) const = default;
};

} // namespace casus
