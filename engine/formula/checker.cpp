// This file finds the types of a formula's pieces, and which pieces go together. Comparisons and calls have
// files of their own.

#include "formula/checker.hpp"

#include "formula/complaint.hpp"
#include "formula/fold.hpp"
#include "formula/literals.hpp"

namespace casus::formula {

namespace {

Operation operation_of(std::string_view symbol) {
  switch (symbol[0]) {
  case '+':
    return Operation::add;
  case '-':
    return Operation::subtract;
  case '*':
    return Operation::multiply;
  default:
    return Operation::divide;
  }
}

std::string not_a_number(Type found) {
  switch (found) {
  case Type::condition:
    return " is a condition, but a number is needed here";
  case Type::category:
    return " is a category, but a number is needed here: compare it with one of its categories";
  default:
    return " is a date, but a number is needed here: days since the start are called 'time'";
  }
}

} // namespace

Expression Checker::check(const Syntax& syntax) const {
  switch (syntax.form) {
  case Form::number:
    return number_literal(syntax);
  case Form::quantity:
    return quantity_literal(syntax);
  case Form::date:
    return date_literal(syntax, start_);
  case Form::name:
    return names_.value(syntax);
  case Form::call:
    return call(syntax);
  case Form::minus:
    return node(syntax, Operation::negate, Type::number, number(syntax.parts[0]));
  case Form::inversion:
    return node(syntax, Operation::logical_not, Type::condition, condition(syntax.parts[0]));
  case Form::comparison:
    return comparison(syntax);
  case Form::conjunction:
    return joined(syntax, Operation::logical_and);
  case Form::disjunction:
    return joined(syntax, Operation::logical_or);
  case Form::power:
    return power(syntax);
  default:
    return chain(syntax);
  }
}

Expression Checker::number(const Syntax& syntax) const {
  Expression result = check(syntax);
  if (conditions_count_ && result.type == Type::condition) result.type = Type::number;
  if (result.type == Type::number) return result;
  throw FormulaError(syntax.offset, in_quotes(syntax.text) + not_a_number(result.type));
}

Expression Checker::condition(const Syntax& syntax) const {
  Expression result = check(syntax);
  if (result.type == Type::condition) return result;
  const std::string found = result.type == Type::number     ? "number"
                            : result.type == Type::category ? "category"
                                                            : "date";
  throw FormulaError(syntax.offset, in_quotes(syntax.text) + " is a " + found +
                                        ", but a condition is needed here: compare it with something");
}

Expression Checker::rate(const Syntax& syntax) const {
  if (syntax.form != Form::rate) return number(syntax);
  Expression amount = number(syntax.parts[0]);
  const Syntax& period = syntax.parts[1];
  return node(syntax, Operation::divide, Type::number, std::move(amount),
              constant(period, days_of_period(period)));
}

Expression Checker::power(const Syntax& syntax) const {
  Expression base = number(syntax.parts[0]);
  return node(syntax, Operation::power, Type::number, std::move(base), number(syntax.parts[1]));
}

/// A sum or a product. Durations may be added to a date, and taken from it.
Expression Checker::chain(const Syntax& syntax) const {
  const std::string_view first = syntax.parts[1].text;
  const bool is_sum = first == "+" || first == "-";
  Expression result = is_sum ? check(syntax.parts[0]) : number(syntax.parts[0]);
  if (result.type != Type::date) result = number(syntax.parts[0]);
  const Type type = result.type;
  for (std::size_t i = 2; i < syntax.parts.size(); i += 2)
    result = node(syntax, operation_of(syntax.parts[i - 1].text), type, std::move(result),
                  number(syntax.parts[i]));
  return result;
}

Expression Checker::joined(const Syntax& syntax, Operation operation) const {
  Expression result = condition(syntax.parts[0]);
  for (std::size_t i = 1; i < syntax.parts.size(); ++i)
    result = node(syntax, operation, Type::condition, std::move(result), condition(syntax.parts[i]));
  return result;
}

} // namespace casus::formula
