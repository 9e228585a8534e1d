// A program is the post-order of its expression's tree. The lane form keeps a stack of doubles; the block
// form keeps a stack of rows and runs each instruction over all lanes, so that the cost of decoding is
// shared.

#include "formula/program.hpp"

#include "formula/arithmetic.hpp"
#include "formula/calendar.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace casus::formula {
namespace {

// Formulas nest at most 64 deep, and each level leaves at most one operand a level of precedence on the
// stack.
constexpr std::size_t deepest_stack = 512;

bool is_leaf(Operation operation) { return operation < Operation::negate; }
bool is_unary(Operation operation) { return operation <= Operation::cos; }
bool is_comparison(Operation operation) {
  return operation >= Operation::less && operation <= Operation::not_equal;
}

double time_of(const Instruction& instruction, const Inputs& inputs) {
  return instruction.is_smooth ? inputs.middle : inputs.day;
}

double load(const Instruction& instruction, const Inputs& inputs, std::size_t lane) {
  const auto operand = static_cast<std::size_t>(instruction.operand);
  switch (instruction.operation) {
  case Operation::constant:
    return instruction.value;
  case Operation::parameter:
    return inputs.numbers[lane / cell_lanes][operand];
  case Operation::driver:
  case Operation::ladder:
  case Operation::count:
    return inputs.rows[operand * inputs.stride + lane];
  case Operation::mark:
    return inputs.marks[operand];
  case Operation::time:
    return time_of(instruction, inputs);
  case Operation::since:
    return time_of(instruction, inputs) - inputs.rows[operand * inputs.stride + lane];
  default:
    return inputs.histories[operand].count_within(lane, inputs.day, instruction.value);
  }
}

/// The functions on rows: one for each operation, so that each loop does one kind of arithmetic.
using RowFunction = void (*)(double* x, const double* y, std::size_t lanes, double tolerance);

template <std::size_t Number>
void apply_to_rows(double* x, const double* y, std::size_t lanes, double tolerance) {
  constexpr auto operation = static_cast<Operation>(Number);
  for (std::size_t lane = 0; lane < lanes; ++lane)
    x[lane] = is_unary(operation) ? apply(operation, x[lane]) : apply(operation, x[lane], y[lane], tolerance);
}

template <std::size_t... Numbers>
constexpr std::array<RowFunction, sizeof...(Numbers)> row_functions(std::index_sequence<Numbers...>) {
  return {apply_to_rows<Numbers>...};
}

constexpr auto functions_by_operation =
    row_functions(std::make_index_sequence<static_cast<std::size_t>(Operation::logical_or) + 1>{});

void load_row(const Instruction& instruction, const Inputs& inputs, std::size_t lanes, double* to) {
  const double* row =
      inputs.rows + static_cast<std::size_t>(std::max(instruction.operand, 0)) * inputs.stride;
  switch (instruction.operation) {
  case Operation::driver:
  case Operation::ladder:
  case Operation::count:
    std::copy_n(row, lanes, to);
    return;
  case Operation::since:
    for (std::size_t lane = 0; lane < lanes; ++lane) to[lane] = time_of(instruction, inputs) - row[lane];
    return;
  case Operation::parameter:
  case Operation::count_within:
    for (std::size_t lane = 0; lane < lanes; ++lane) to[lane] = load(instruction, inputs, lane);
    return;
  default:
    std::fill_n(to, lanes, load(instruction, inputs, 0));
  }
}

} // namespace

bool reads_mark(const Expression& expression, int mark) {
  if (expression.operation == Operation::mark && expression.symbol == mark) return true;
  return std::any_of(expression.arguments.begin(), expression.arguments.end(),
                     [&](const Expression& argument) { return reads_mark(argument, mark); });
}

bool reads_time(const Expression& expression) {
  if (expression.operation == Operation::time || expression.operation == Operation::since ||
      expression.operation == Operation::held)
    return true;
  return std::any_of(expression.arguments.begin(), expression.arguments.end(), reads_time);
}

std::optional<Row> Layout::spell_of(const Expression& condition) const {
  const auto found =
      std::find_if(spells.begin(), spells.end(), [&](const auto& spell) { return spell.first == condition; });
  return found == spells.end() ? std::nullopt : std::optional(found->second);
}

Program::Program(const Expression& expression, const Layout& layout, View view)
    : is_question_(view == View::question) {
  compile(expression, {layout, view}, 0);
  std::sort(rows_.begin(), rows_.end());
  rows_.erase(std::unique(rows_.begin(), rows_.end()), rows_.end());
  if (depth_ > deepest_stack) throw std::logic_error("a formula needs too deep a stack");
}

void Program::compile(const Expression& expression, Context context, std::size_t below) {
  depth_ = std::max(depth_, below + 1);
  if (is_leaf(expression.operation)) {
    code_.push_back(leaf(expression, context));
    return;
  }
  context.is_compared = context.is_compared || is_comparison(expression.operation);
  for (std::size_t i = 0; i < expression.arguments.size(); ++i)
    compile(expression.arguments[i], context, below + i);
  Instruction instruction{.operation = expression.operation};
  if (is_comparison(expression.operation) && reads_time(expression)) instruction.value = same_moment;
  code_.push_back(instruction);
}

Instruction Program::leaf(const Expression& expression, const Context& context) {
  const Layout& layout = context.layout;
  const bool is_smooth = context.view == View::step && !context.is_compared;
  switch (expression.operation) {
  case Operation::parameter:
    return {expression.operation, expression.symbol};
  case Operation::driver:
    return driver_leaf(expression, context);
  case Operation::ladder:
    return {expression.operation, operand_of(layout.row_of(LadderId(expression.symbol)))};
  case Operation::count:
    return {expression.operation, operand_of(layout.count_of(TriggerId(expression.symbol)))};
  case Operation::mark:
    reads_marks_ = true;
    return {expression.operation, expression.symbol};
  case Operation::time:
    reads_day_ = true;
    return {.operation = expression.operation, .is_smooth = is_smooth};
  case Operation::since:
    reads_day_ = true;
    return {.operation = expression.operation,
            .operand = operand_of(layout.last_of(TriggerId(expression.symbol))),
            .is_smooth = is_smooth};
  case Operation::held:
    reads_day_ = true;
    return {.operation = Operation::since,
            .operand = operand_of(layout.spell_of(expression.arguments[0]).value()),
            .is_smooth = is_smooth};
  case Operation::count_within:
    return window_leaf(expression, layout);
  default:
    return {expression.operation, -1, expression.value};
  }
}

Instruction Program::driver_leaf(const Expression& expression, const Context& context) {
  const Layout& layout = context.layout;
  const DriverId driver(expression.symbol);
  const bool is_mean = context.view == View::step && !layout.mean_of_driver.empty();
  return {expression.operation, operand_of(is_mean ? layout.mean_of_driver[driver] : layout.row_of(driver))};
}

Instruction Program::window_leaf(const Expression& expression, const Layout& layout) {
  reads_day_ = true;
  const TriggerId trigger(expression.symbol);
  rows_.push_back(layout.count_of(trigger));
  const HistoryId history = layout.history_of_trigger[trigger].value();
  return {expression.operation, static_cast<int>(history.number()), expression.value};
}

int Program::operand_of(Row row) {
  rows_.push_back(row);
  return static_cast<int>(row.number());
}

std::optional<Row> Program::sole_row() const {
  const bool is_row = code_.size() == 1 && rows_.size() == 1 && !reads_day_;
  return is_row ? std::optional(rows_.front()) : std::nullopt;
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
      stack[top - 1] = apply(instruction.operation, stack[top - 1], stack[top], instruction.value);
    }
  }
  return settled(stack[0]);
}

void Program::in_block(const Inputs& inputs, std::size_t lanes, double* scratch, double* out) const {
  std::size_t top = 0;
  for (const Instruction& instruction : code_) {
    if (is_leaf(instruction.operation)) {
      load_row(instruction, inputs, lanes, scratch + top++ * lanes);
      continue;
    }
    if (!is_unary(instruction.operation)) --top;
    double* x = scratch + (top - 1) * lanes;
    functions_by_operation[static_cast<std::size_t>(instruction.operation)](x, x + lanes, lanes,
                                                                            instruction.value);
  }
  std::transform(scratch, scratch + lanes, out, [this](double value) { return settled(value); });
}

} // namespace casus::formula
