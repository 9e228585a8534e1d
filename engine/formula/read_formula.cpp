// A formula is read in two passes: the grammar makes a syntax tree of it (grammar.hpp, parse.cpp), and the
// checker resolves the tree's names and types (checker.hpp).

#include "formula/read_formula.hpp"

#include "formula/checker.hpp"
#include "formula/complaint.hpp"
#include "formula/dimensions.hpp"
#include "formula/foreign_dates.hpp"
#include "formula/syntax.hpp"

namespace casus::formula {

std::string noun_of(Wanted wanted) {
  switch (wanted) {
  case Wanted::number:
    return "a number";
  case Wanted::condition:
    return "a condition";
  case Wanted::either:
    return "a number or a condition";
  case Wanted::rate:
    return "a rate such as '6 per year'";
  case Wanted::duration:
    return "a duration such as '90 days'";
  case Wanted::any_unit:
    return "a number, with a unit or without";
  case Wanted::moment:
    break;
  }
  return "a date or a duration";
}

namespace {

void require_sane_length(std::string_view text, Wanted wanted) {
  if (text.size() > longest_formula)
    throw FormulaError(0, "the formula is " + std::to_string(text.size()) + " characters long (at most " +
                              std::to_string(longest_formula) +
                              "): split it into parameters or drivers of its own");
  if (text.find_first_not_of(" \t\n\v\f\r") == std::string_view::npos)
    throw FormulaError(0, "the formula is empty: write " + noun_of(wanted));
}

void require_no_period(const Syntax& syntax, Wanted wanted) {
  if (syntax.form != Form::rate || wanted == Wanted::rate || wanted == Wanted::any_unit) return;
  throw FormulaError(syntax.parts[1].offset,
                     in_quotes(syntax.text) + " is a rate, but " + noun_of(wanted) + " is needed here: " +
                         (wanted == Wanted::number || wanted == Wanted::either
                              ? "leave out 'per " + std::string(syntax.parts[1].text) + "'"
                              : std::string("write it without 'per'")));
}

Expression checked(const Syntax& syntax, const Checker& checker, Wanted wanted) {
  switch (wanted) {
  case Wanted::condition:
    return checker.condition(syntax);
  case Wanted::rate:
  case Wanted::any_unit:
    return checker.rate(syntax);
  case Wanted::number:
  case Wanted::duration:
    return checker.number(syntax);
  case Wanted::either:
  case Wanted::moment:
    break;
  }
  const Type other = wanted == Wanted::either ? Type::condition : Type::date;
  Expression result = checker.check(syntax);
  return result.type == other ? result : checker.number(syntax);
}

/// The power of time that is wanted; none where any will do.
Dimension dimension_of(Wanted wanted) {
  switch (wanted) {
  case Wanted::any_unit:
    return std::nullopt;
  case Wanted::rate:
    return -1;
  case Wanted::duration:
  case Wanted::moment:
    return 1;
  default:
    return 0;
  }
}

bool is_sum_or_product(std::string_view text) {
  return text.find_first_of("+-*/^") != std::string_view::npos;
}

/// The number of times in a duration that is written as `1 week` or `2 weeks`.
std::string once_in(std::string_view duration) {
  return "1 per " + std::string(duration.starts_with("1 ") ? duration.substr(2) : duration);
}

/// How what is measured by time is written as what is wanted.
std::string advice(std::string_view text, double found, double wanted) {
  const std::string operand = is_sum_or_product(text) ? "(" + std::string(text) + ")" : std::string(text);
  const bool is_literal = operand[0] >= '0' && operand[0] <= '9';
  if (found == 1 && wanted == 0) return "leave out its unit, or divide it by a duration such as '1 day'";
  if (found == -1 && wanted == 0) return "multiply it by a duration such as '1 year'";
  if (found == 1 && wanted == -1 && is_literal)
    return "for once in that time write " + in_quotes(once_in(text));
  if (found == -wanted) return "what belongs to it is " + in_quotes("1 / " + operand);
  return "look how often it is multiplied or divided by a time";
}

} // namespace

void require_dimension(std::string_view text, const Dimension& dimension, Wanted wanted) {
  const Dimension needed = dimension_of(wanted);
  if (!dimension || !needed || *dimension == *needed || *dimension == 0) return;
  const std::string noun = *needed == 0 ? "a plain number" : noun_of(wanted);
  throw FormulaError(0, in_quotes(text) + " is " + noun_of(dimension) + ", but " + noun +
                            " is needed here: " + advice(text, *dimension, *needed));
}

MeasuredFormula measure_formula(std::string_view text, const Vocabulary& vocabulary, Wanted wanted,
                                Reads reads) {
  require_sane_length(text, wanted);
  if (wanted == Wanted::moment) {
    require_no_foreign_date(text);
    require_no_time_of_day(text);
  }
  const Syntax syntax = parse(text);
  require_no_period(syntax, wanted);
  Expression expression = checked(syntax, Checker(vocabulary, reads), wanted);
  const Dimension dimension = Dimensions(vocabulary).of(syntax);
  require_dimension(text, dimension, wanted);
  return {std::move(expression), dimension};
}

Expression read_formula(std::string_view text, const Vocabulary& vocabulary, Wanted wanted, Reads reads) {
  return measure_formula(text, vocabulary, wanted, reads).expression;
}

} // namespace casus::formula
