#include "formula/example.hpp"

#include <array>
#include <sstream>

namespace casus::formula {

namespace {

std::string leaf(const Expression& expression) {
  std::ostringstream text;
  switch (expression.operation) {
  case Operation::constant:
    text << expression.value;
    break;
  case Operation::parameter:
    text << "parameter" << expression.symbol;
    break;
  case Operation::driver:
    text << "driver" << expression.symbol;
    break;
  case Operation::ladder:
    text << "ladder" << expression.symbol;
    break;
  case Operation::mark:
    text << "mark" << expression.symbol;
    break;
  case Operation::time:
    text << "time";
    break;
  case Operation::count:
    text << "count" << expression.symbol;
    break;
  case Operation::count_within:
    text << "count" << expression.symbol << "within" << expression.value;
    break;
  default:
    text << "since" << expression.symbol;
  }
  return text.str();
}

/// The names of the operations from `negate` on, in the order of the enumeration.
constexpr std::array names = {"-", "not", "exp", "log", "sqrt", "abs", "sin", "cos", "+",  "-",   "*", "/",
                              "^", "min", "max", "<",   "<=",   ">",   ">=",  "==",  "!=", "and", "or"};

} // namespace

std::string written(const Expression& expression) {
  if (expression.arguments.empty()) return leaf(expression);
  std::ostringstream text;
  if (expression.operation == Operation::held) return "held(" + written(expression.arguments[0]) + ")";
  const std::string_view name =
      names.at(static_cast<std::size_t>(expression.operation) - static_cast<std::size_t>(Operation::negate));
  if (expression.arguments.size() == 1)
    text << name << '(' << written(expression.arguments[0]) << ')';
  else
    text << '(' << written(expression.arguments[0]) << ' ' << name << ' ' << written(expression.arguments[1])
         << ')';
  return text.str();
}

} // namespace casus::formula
