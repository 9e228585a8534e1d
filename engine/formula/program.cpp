// A program is the post-order of its expression's tree. The lane form keeps a stack of doubles; the block
// form keeps a stack of rows and runs each instruction over all lanes, so that the cost of decoding is
// shared.

#include "formula/program.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

namespace casus::formula {
namespace {

// Formulas nest at most 64 deep, and each level leaves at most one operand a level of precedence on the
// stack.
constexpr std::size_t deepest_stack = 512;

double truth(bool condition) { return condition ? 1.0 : 0.0; }

double apply_unary(Code code, double x) {
  switch (code) {
  case Code::negate:
    return -x;
  case Code::logical_not:
    return truth(x == 0);
  case Code::exp:
    return std::exp(x);
  case Code::log:
    return std::log(x);
  case Code::sqrt:
    return std::sqrt(x);
  case Code::abs:
    return std::abs(x);
  case Code::sin:
    return std::sin(x);
  default:
    return std::cos(x);
  }
}

double apply_binary(Code code, double x, double y) {
  switch (code) {
  case Code::add:
    return x + y;
  case Code::subtract:
    return x - y;
  case Code::multiply:
    return x * y;
  case Code::divide:
    return x / y;
  case Code::power:
    return std::pow(x, y);
  case Code::min:
    return std::min(x, y);
  case Code::max:
    return std::max(x, y);
  case Code::less:
    return truth(x < y);
  case Code::less_equal:
    return truth(x <= y);
  case Code::greater:
    return truth(x > y);
  case Code::greater_equal:
    return truth(x >= y);
  case Code::equal:
    return truth(x == y);
  case Code::not_equal:
    return truth(x != y);
  case Code::logical_and:
    return truth(x != 0 && y != 0);
  default:
    return truth(x != 0 || y != 0);
  }
}

bool is_leaf(Code code) { return code <= Code::push_count_within; }
bool is_unary(Code code) { return code > Code::push_count_within && code <= Code::cos; }

double load(const Instruction& instruction, const Inputs& inputs, std::size_t lane) {
  const auto operand = static_cast<std::size_t>(instruction.operand);
  switch (instruction.code) {
  case Code::push_value:
    return instruction.value;
  case Code::push_number:
    return inputs.numbers[operand];
  case Code::push_row:
    return inputs.rows[operand * inputs.stride + lane];
  case Code::push_mark:
    return inputs.marks[operand];
  case Code::push_day:
    return inputs.day;
  case Code::push_since:
    return inputs.day - inputs.rows[operand * inputs.stride + lane];
  default:
    return inputs.histories[operand].count_within(lane, inputs.day, instruction.value);
  }
}

/// The code of an operator: both lists run from the first function to the last connective in the same order.
Code code_of(Operation operation) {
  const auto offset = static_cast<int>(operation) - static_cast<int>(Operation::negate);
  return static_cast<Code>(static_cast<int>(Code::negate) + offset);
}
static_assert(static_cast<int>(Operation::logical_or) - static_cast<int>(Operation::negate) ==
              static_cast<int>(Code::logical_or) - static_cast<int>(Code::negate));

template <typename Function>
void for_lanes(Code code, std::size_t lanes, const Function& function) {
  // The code is fixed over the loop, so that the compiler may take the choice out of it.
  for (std::size_t lane = 0; lane < lanes; ++lane) function(code, lane);
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
  code_.push_back({code_of(expression.operation)});
}

Instruction Program::leaf(const Expression& expression, const Layout& layout) {
  const auto row = [&](int first) {
    rows_.push_back(first + expression.symbol);
    return first + expression.symbol;
  };
  switch (expression.operation) {
  case Operation::parameter:
    return {Code::push_number, expression.symbol};
  case Operation::driver:
    return {Code::push_row, row(layout.first_driver)};
  case Operation::ladder:
    return {Code::push_row, row(layout.first_ladder)};
  case Operation::count:
    return {Code::push_row, row(layout.first_count)};
  case Operation::mark:
    reads_marks_ = true;
    return {Code::push_mark, expression.symbol};
  case Operation::time:
    reads_day_ = true;
    return {Code::push_day};
  case Operation::since:
    reads_day_ = true;
    return {Code::push_since, row(layout.first_last)};
  case Operation::count_within: {
    reads_day_ = true;
    row(layout.first_count);
    const auto trigger = static_cast<std::size_t>(expression.symbol);
    return {Code::push_count_within, layout.history_of_trigger[trigger], expression.value};
  }
  default:
    return {Code::push_value, -1, expression.value};
  }
}

int Program::sole_row() const {
  return code_.size() == 1 && code_[0].code == Code::push_row ? code_[0].operand : -1;
}

double Program::in_lane(const Inputs& inputs, std::size_t lane) const {
  std::array<double, deepest_stack> stack; // NOLINT: filled before it is read
  std::size_t top = 0;
  for (const Instruction& instruction : code_) {
    if (is_leaf(instruction.code)) {
      stack[top++] = load(instruction, inputs, lane);
    } else if (is_unary(instruction.code)) {
      stack[top - 1] = apply_unary(instruction.code, stack[top - 1]);
    } else {
      --top;
      stack[top - 1] = apply_binary(instruction.code, stack[top - 1], stack[top]);
    }
  }
  return stack[0];
}

void Program::in_block(const Inputs& inputs, std::size_t lanes, double* scratch, double* out) const {
  std::size_t top = 0;
  const auto slot = [&](std::size_t level) { return scratch + level * lanes; };
  for (const Instruction& instruction : code_) {
    if (is_leaf(instruction.code)) {
      double* to = slot(top++);
      for (std::size_t lane = 0; lane < lanes; ++lane) to[lane] = load(instruction, inputs, lane);
    } else if (is_unary(instruction.code)) {
      double* x = slot(top - 1);
      for_lanes(instruction.code, lanes, [x](Code code, std::size_t i) { x[i] = apply_unary(code, x[i]); });
    } else {
      double* x = slot(top - 2);
      const double* y = slot(--top);
      for_lanes(instruction.code, lanes,
                [x, y](Code code, std::size_t i) { x[i] = apply_binary(code, x[i], y[i]); });
    }
  }
  std::copy_n(scratch, lanes, out);
}

} // namespace casus::formula
