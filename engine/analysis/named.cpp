#include "analysis/named.hpp"

#include <algorithm>

namespace casus::analysis {

bool Named::has(const Candidate& candidate) const {
  return std::find(named_.begin(), named_.end(), candidate) != named_.end();
}

void Named::visit(const Expression& node) {
  switch (node.operation) {
  case Operation::count:
  case Operation::count_within:
  case Operation::since:
    named_.push_back({.trigger = node.symbol});
    break;
  case Operation::greater:
  case Operation::greater_equal:
  case Operation::equal:
    visit_comparison(node.arguments[0], node.arguments[1]);
    break;
  case Operation::less:
  case Operation::less_equal:
    visit_comparison(node.arguments[1], node.arguments[0]);
    break;
  default:
    break;
  }
  for (const Expression& argument : node.arguments) visit(argument);
}

void Named::visit_comparison(const Expression& higher, const Expression& lower) {
  if (higher.operation == Operation::ladder && lower.operation == Operation::constant)
    named_.push_back({.ladder = higher.symbol, .rung = static_cast<int>(lower.value)});
}

} // namespace casus::analysis
