// A formula is read in two passes: the grammar makes a syntax tree of it (grammar.hpp, parse.cpp), and the
// checker resolves the tree's names and types (checker.hpp).

#include "formula/read_formula.hpp"

#include "formula/checker.hpp"
#include "formula/complaint.hpp"
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
  if (syntax.form != Form::rate || wanted == Wanted::rate) return;
  throw FormulaError(syntax.parts[1].offset, quoted(syntax.text) + " is a rate, but " + noun_of(wanted) +
                                                 " is needed here: leave out 'per " +
                                                 std::string(syntax.parts[1].text) + "'");
}

} // namespace

Expression read_formula(std::string_view text, const Vocabulary& vocabulary, Wanted wanted, Reads reads) {
  require_sane_length(text, wanted);
  const Syntax syntax = parse(text);
  require_no_period(syntax, wanted);
  const Checker checker(vocabulary, reads);
  if (wanted == Wanted::condition) return checker.condition(syntax);
  if (wanted == Wanted::rate) return checker.rate(syntax);
  if (wanted == Wanted::number || wanted == Wanted::duration) return checker.number(syntax);
  const Type other = wanted == Wanted::either ? Type::condition : Type::date;
  Expression result = checker.check(syntax);
  return result.type == other ? result : checker.number(syntax);
}

} // namespace casus::formula
