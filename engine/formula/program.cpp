// A program is the post-order of its expression's tree. The lane form keeps a stack of doubles; the block
// form keeps a stack of rows and runs each instruction over all lanes, so that the cost of decoding is
// shared.

#include "formula/program.hpp"

#include "formula/arithmetic.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

namespace casus::formula {
namespace {

// Formulas nest at most 64 deep, and each level leaves at most one operand a level of precedence on the
// stack.
constexpr std::size_t deepest_stack = 512;

bool is_leaf(Operation operation) { return operation < Operation::negate; }
bool is_unary(Operation operation) { return operation <= Operation::cos; }

double load(const Instruction& instruction, const Inputs& inputs, std::size_t lane) {
  const auto operand = static_cast<std::size_t>(instruction.operand);
  switch (instruction.operation) {
  case Operation::constant:
    return instruction.value;
  case Operation::parameter:
    return inputs.numbers[operand];
  case Operation::driver:
  case Operation::ladder:
  case Operation::count:
    return inputs.rows[operand * inputs.stride + lane];
  case Operation::mark:
    return inputs.marks[operand];
  case Operation::time:
    return inputs.day;
  case Operation::since:
    return inputs.day - inputs.rows[operand * inputs.stride + lane];
  default:
    return inputs.histories[operand].count_within(lane, inputs.day, instruction.value);
  }
}

template <typename Function>
void for_lanes(Operation operation, std::size_t lanes, const Function& function) {
  // The operation is fixed over the loop, so that the compiler may take the choice out of it.
  for (std::size_t lane = 0; lane < lanes; ++lane) function(operation, lane);
}

} // namespace

Program::Program(const Expression& expression, const Layout& layout) {
  compile(expression, layout, 0);
  std::sort(rows_.begin(), rows_.end());
  rows_.erase(std::unique(rows_.begin(), rows_.end()), rows_.end());
  if (depth_ > deepest_stack) throw std::logic_error("a formula needs too deep a stack");
}

void Program::compile(const Expression& expression, const Layout& layout, std::size_t below) {
  depth_ = std::max(depth_, below + 1);
  if (expression.arguments.empty()) {
    code_.push_back(leaf(expression, layout));
    return;
  }
  for (std::size_t i = 0; i < expression.arguments.size(); ++i)
    compile(expression.arguments[i], layout, below + i);
  code_.push_back({.operation = expression.operation});
}

Instruction Program::leaf(const Expression& expression, const Layout& layout) {
  const auto row = [&](int first) {
    rows_.push_back(first + expression.symbol);
    return first + expression.symbol;
  };
  switch (expression.operation) {
  case Operation::parameter:
    return {expression.operation, expression.symbol};
  case Operation::driver:
    return {expression.operation, row(layout.first_driver)};
  case Operation::ladder:
    return {expression.operation, row(layout.first_ladder)};
  case Operation::count:
    return {expression.operation, row(layout.first_count)};
  case Operation::mark:
    reads_marks_ = true;
    return {expression.operation, expression.symbol};
  case Operation::time:
    reads_day_ = true;
    return {expression.operation};
  case Operation::since:
    reads_day_ = true;
    return {expression.operation, row(layout.first_last)};
  case Operation::count_within: {
    reads_day_ = true;
    row(layout.first_count);
    const auto trigger = static_cast<std::size_t>(expression.symbol);
    return {expression.operation, layout.history_of_trigger[trigger], expression.value};
  }
  default:
    return {expression.operation, -1, expression.value};
  }
}

int Program::sole_row() const {
  return code_.size() == 1 && rows_.size() == 1 && !reads_day_ ? code_[0].operand : -1;
}

std::vector<Instruction> Program::factors() const {
  std::vector<Instruction> leaves;
  for (std::size_t i = 0; i < code_.size(); ++i) {
    const bool is_turn_of_leaf = i == 0 || i % 2 == 1;
    if (is_turn_of_leaf != is_leaf(code_[i].operation)) return {};
    if (!is_turn_of_leaf && code_[i].operation != Operation::multiply) return {};
    if (is_turn_of_leaf) leaves.push_back(code_[i]);
  }
  return leaves;
}

double Program::in_lane(const Inputs& inputs, std::size_t lane) const {
  std::array<double, deepest_stack> stack; // NOLINT: filled before it is read
  std::size_t top = 0;
  for (const Instruction& instruction : code_) {
    if (is_leaf(instruction.operation)) {
      stack[top++] = load(instruction, inputs, lane);
    } else if (is_unary(instruction.operation)) {
      stack[top - 1] = apply(instruction.operation, stack[top - 1]);
    } else {
      --top;
      stack[top - 1] = apply(instruction.operation, stack[top - 1], stack[top]);
    }
  }
  return stack[0];
}

void Program::in_block(const Inputs& inputs, std::size_t lanes, double* scratch, double* out) const {
  std::size_t top = 0;
  const auto slot = [&](std::size_t level) { return scratch + level * lanes; };
  for (const Instruction& instruction : code_) {
    if (is_leaf(instruction.operation)) {
      double* to = slot(top++);
      for (std::size_t lane = 0; lane < lanes; ++lane) to[lane] = load(instruction, inputs, lane);
    } else if (is_unary(instruction.operation)) {
      double* x = slot(top - 1);
      for_lanes(instruction.operation, lanes,
                [x](Operation operation, std::size_t i) { x[i] = apply(operation, x[i]); });
    } else {
      double* x = slot(top - 2);
      const double* y = slot(--top);
      for_lanes(instruction.operation, lanes,
                [x, y](Operation operation, std::size_t i) { x[i] = apply(operation, x[i], y[i]); });
    }
  }
  std::copy_n(scratch, lanes, out);
}

} // namespace casus::formula
