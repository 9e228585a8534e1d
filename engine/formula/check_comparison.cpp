// This file says what may be compared with what: numbers with numbers, dates with dates, a ladder with its
// rungs or a number, a categorical mark with its categories. `x in [a, b]` is x == a or x == b.

#include "formula/checker.hpp"

#include "formula/complaint.hpp"
#include "formula/fold.hpp"

#include <algorithm>
#include <array>

namespace casus::formula {

namespace {

struct Comparison {
  std::string_view symbol;
  Operation operation;
};

constexpr std::array comparisons = {
    Comparison{"==", Operation::equal},  Comparison{"!=", Operation::not_equal},
    Comparison{"<", Operation::less},    Comparison{"<=", Operation::less_equal},
    Comparison{">", Operation::greater}, Comparison{">=", Operation::greater_equal},
};

Operation operation_of(std::string_view symbol) {
  return std::find_if(comparisons.begin(), comparisons.end(),
                      [&](const Comparison& comparison) { return comparison.symbol == symbol; })
      ->operation;
}

bool is_order(Operation operation) {
  return operation != Operation::equal && operation != Operation::not_equal;
}

/// Writing `in` out repeats its left side for each item, so a few thousand characters could come to millions
/// of nodes.
void require_short(const Syntax& left, const Syntax& list) {
  if (left.text.size() * list.parts.size() <= 4 * longest_formula) return;
  throw FormulaError(list.offset, "the list is too long (" + std::to_string(list.parts.size()) +
                                      " items, each compared with a long expression): shorten one of them");
}

void require_comparable(const Syntax& syntax, const Expression& side, const Expression& other) {
  if (side.type == Type::condition)
    throw FormulaError(syntax.offset, in_quotes(syntax.text) +
                                          " is a condition, and conditions are not compared: join them with "
                                          "'and', 'or' and 'not'");
  if (side.type == Type::category)
    throw FormulaError(syntax.offset,
                       in_quotes(syntax.text) + " is a category and compares only with one of its own");
  if (other.type == Type::date && side.type == Type::number)
    throw FormulaError(syntax.offset,
                       in_quotes(syntax.text) +
                           " is a number, and a date compares only with a date such as 2024-11-05");
}

} // namespace

Expression Checker::comparison(const Syntax& syntax) const {
  if (syntax.parts[2].form == Form::list) return membership(syntax);
  return compare(syntax.parts[0], operation_of(syntax.parts[1].text), syntax.parts[2], syntax);
}

Expression Checker::membership(const Syntax& syntax) const {
  const Syntax& left = syntax.parts[0];
  const Syntax& list = syntax.parts[2];
  require_short(left, list);
  Expression result = compare(left, Operation::equal, list.parts[0], syntax);
  for (std::size_t i = 1; i < list.parts.size(); ++i)
    result = node(syntax, Operation::logical_or, Type::condition, std::move(result),
                  compare(left, Operation::equal, list.parts[i], syntax));
  const bool inverted = syntax.parts[1].text != "in";
  return inverted ? node(syntax, Operation::logical_not, Type::condition, std::move(result)) : result;
}

Expression Checker::compare(const Syntax& left, Operation operation, const Syntax& right,
                            const Syntax& at) const {
  const auto left_scale = names_.scale(left);
  const auto right_scale = names_.scale(right);
  if (left_scale && left_scale->kind == Kind::mark) return compare_category(left, operation, right, at);
  if (right_scale && right_scale->kind == Kind::mark) return compare_category(right, operation, left, at);
  Expression first = right_scale && !left_scale ? opposite_ladder(left, right) : check(left);
  Expression second = left_scale && !right_scale ? opposite_ladder(right, left) : check(right);
  require_comparable(left, first, second);
  require_comparable(right, second, first);
  return node(at, operation, Type::condition, std::move(first), std::move(second));
}

Expression Checker::compare_category(const Syntax& mark, Operation operation, const Syntax& category,
                                     const Syntax& at) const {
  Expression first = names_.value(mark);
  if (is_order(operation))
    throw FormulaError(mark.offset, in_quotes(mark.text) +
                                        " is a category, and categories have no order: use ==, != or in");
  return node(at, operation, Type::condition, std::move(first), names_.category(category, mark));
}

Expression Checker::opposite_ladder(const Syntax& syntax, const Syntax& ladder) const {
  return syntax.form == Form::name ? names_.rung_or_value(syntax, ladder) : check(syntax);
}

} // namespace casus::formula
