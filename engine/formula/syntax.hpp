#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace casus::formula {

/// What a piece of a formula looks like, before anything is known of names and types.
enum class Form {
  none,
  number,      ///< `1e6`
  date,        ///< `2024-11-05`, not yet known to be in the calendar
  quantity,    ///< number, unit
  unit,        ///< a word after a number or `per`, not yet known to be a unit
  name,        ///< a word
  call,        ///< function, argument, …
  function,    ///< the word before `(`
  power,       ///< base, exponent
  minus,       ///< operand
  product,     ///< operand, symbol, operand, symbol, operand, …
  sum,         ///< likewise
  comparison,  ///< left, symbol, right; the right of `in` and `not in` is a list
  symbol,      ///< `+`, `<=`, `in`, …
  list,        ///< item, …
  inversion,   ///< operand of `not`
  conjunction, ///< operand, operand, …
  disjunction, ///< likewise
  period,      ///< unit, or number and unit
  rate,        ///< value, period
};

/// A formula's syntax tree. Chains of equal precedence are one node, so that the tree is no deeper than the
/// formula is nested. `text` is a part of the formula, which must outlive the tree.
struct Syntax {
  Form form = Form::none;
  std::size_t offset = 0; ///< bytes from the formula's beginning
  std::string_view text;
  std::vector<Syntax> parts;
};

/// Throws FormulaError where the text follows no rule of the grammar.
Syntax parse(std::string_view text);

} // namespace casus::formula
