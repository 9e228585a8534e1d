#include "formula/checker.hpp"

#include "formula/complaint.hpp"
#include "formula/fold.hpp"

namespace casus::formula {

namespace {

struct Arity {
  std::size_t fewest;
  std::size_t most;
  std::string_view needs;
};

Arity arity_of(Takes takes) {
  switch (takes) {
  case Takes::one_number:
    return {1, 1, "one number"};
  case Takes::numbers:
    return {2, longest_formula, "two numbers or more"};
  case Takes::trigger:
    return {1, 1, "a trigger"};
  case Takes::condition:
    return {1, 1, "a condition"};
  case Takes::trigger_and_duration:
    break;
  }
  return {1, 2, "a trigger, or a trigger and a duration"};
}

const Function& function_of(const Syntax& word) {
  if (const Function* function = find_function(word.text)) return *function;
  throw FormulaError(word.offset, "unknown function " + in_quotes(word.text) +
                                      did_you_mean(nearest_name(word.text, function_names())) +
                                      ": the functions are " + in_quotes(function_names()));
}

void require_arity(const Syntax& call, const Function& function) {
  const Arity arity = arity_of(function.takes);
  const std::size_t arguments = call.parts.size() - 1;
  if (arguments >= arity.fewest && arguments <= arity.most) return;
  throw FormulaError(call.offset, in_quotes(function.name) + " takes " + std::string(arity.needs) + ", not " +
                                      std::to_string(arguments) +
                                      (arguments == 1 ? " argument" : " arguments"));
}

double window(const Syntax& syntax, const Expression& duration) {
  if (duration.operation != Operation::constant)
    throw FormulaError(syntax.offset,
                       in_quotes(syntax.text) +
                           " is not the same always: count over a fixed duration such as 90 days");
  if (duration.value > 0) return duration.value;
  throw FormulaError(syntax.offset,
                     "the duration " + in_quotes(syntax.text) + " must be longer than nothing");
}

} // namespace

Expression Checker::call(const Syntax& syntax) const {
  const Function& function = function_of(syntax.parts[0]);
  require_arity(syntax, function);
  if (function.takes == Takes::trigger || function.takes == Takes::trigger_and_duration)
    return history(syntax, function);
  if (function.takes == Takes::condition) return spell(syntax);
  Expression result = number(syntax.parts[1]);
  if (function.takes == Takes::one_number)
    return node(syntax, function.operation, Type::number, std::move(result));
  for (std::size_t i = 2; i < syntax.parts.size(); ++i)
    result = node(syntax, function.operation, Type::number, std::move(result), number(syntax.parts[i]));
  return result;
}

Expression Checker::history(const Syntax& syntax, const Function& function) const {
  names_.require_state(syntax, "the history of a trigger");
  Expression result{
      .operation = function.operation, .symbol = names_.trigger(syntax.parts[1]), .arguments = {}};
  if (syntax.parts.size() == 2) return result;
  result.operation = Operation::count_within;
  result.value = window(syntax.parts[2], number(syntax.parts[2]));
  return result;
}

/// The condition is one of the state, wherever the formula stands: it is looked at all along.
Expression Checker::spell(const Syntax& syntax) const {
  names_.require_state(syntax, "the time for which a condition has held");
  Expression held{.operation = Operation::held, .arguments = {}};
  held.arguments.push_back(Checker(vocabulary_, Reads::state).condition(syntax.parts[1]));
  return node(syntax, Operation::max, Type::number, constant(syntax, 0), std::move(held));
}

} // namespace casus::formula
