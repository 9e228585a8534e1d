#include "plan/builder.hpp"

#include <algorithm>
#include <cmath>

namespace casus::plan {
namespace {

/// A text that equal expressions share and different ones do not.
void append_key(const Expression& expression, std::string& key) {
  const double value = expression.value;
  key += '(';
  key +=
      std::to_string(static_cast<int>(expression.operation)) + ':' + std::to_string(expression.symbol) + ':';
  key.append(reinterpret_cast<const char*>(&value), sizeof value);
  for (const Expression& argument : expression.arguments) append_key(argument, key);
  key += ')';
}

} // namespace

Builder::Builder(std::shared_ptr<const Scenario> scenario) {
  plan.scenario = std::move(scenario);
  const auto drivers = static_cast<int>(plan.scenario->drivers.size());
  const auto ladders = static_cast<int>(plan.scenario->ladders.size());
  const auto triggers = static_cast<int>(plan.scenario->triggers.size());
  plan.layout.first_driver = 0;
  plan.layout.first_ladder = drivers;
  plan.layout.first_count = drivers + ladders;
  plan.layout.first_last = drivers + ladders + triggers;
  plan.layout.history_of_trigger.assign(static_cast<std::size_t>(triggers), none);
  plan.rows = drivers + ladders + 2 * triggers;
}

formula::Program Builder::program(const Expression& expression) {
  register_histories(expression);
  formula::Program result(expression, plan.layout);
  plan.deepest_program = std::max(plan.deepest_program, result.depth());
  return result;
}

void Builder::register_histories(const Expression& expression) {
  for (const Expression& argument : expression.arguments) register_histories(argument);
  if (expression.operation != Operation::count_within) return;
  int& history = plan.layout.history_of_trigger[static_cast<std::size_t>(expression.symbol)];
  if (history == none) {
    history = static_cast<int>(plan.longest_windows.size());
    plan.longest_windows.push_back(0);
  }
  double& window = plan.longest_windows[static_cast<std::size_t>(history)];
  window = std::max(window, expression.value);
}

NumberId Builder::add(NumberPlan number) {
  plan.numbers.push_back(std::move(number));
  return plan.first_number() + static_cast<NumberId>(plan.numbers.size()) - 1;
}

NumberId Builder::number(const Number& number, const std::string& what) {
  return add({.program = program(number), .what = what, .path = number.path});
}

NumberId Builder::number_at_least(const Number& number, double low, const std::string& what) {
  return add({.program = program(number), .what = what, .path = number.path, .low = low});
}

NumberId Builder::number_above(const Number& number, double low, const std::string& what) {
  return add({.program = program(number), .what = what, .path = number.path, .low = low, .open = true});
}

NumberId Builder::number_within(const Number& number, double low, double high, const std::string& what) {
  return add({.program = program(number), .what = what, .path = number.path, .low = low, .high = high});
}

Row Builder::row_of(const Formula& formula, const std::string& what, bool is_rate) {
  formula::Program compiled = program(formula);
  if (!is_rate && compiled.sole_row() != none) return compiled.sole_row();
  std::string key = is_rate ? "rate" : "";
  append_key(formula.expression, key);
  const auto [found, is_new] = derived_rows_.try_emplace(key, plan.rows);
  if (is_new) {
    plan.derived.push_back({std::move(compiled), plan.rows, false, is_rate, what});
    ++plan.rows;
  }
  return found->second;
}

RatePlan Builder::rate(const Formula& rate, const std::string& what) {
  if (program(rate).is_constant()) return {.number = number_at_least(rate, 0, what), .path = rate.path};
  return {.row = row_of(rate, what, true), .path = rate.path};
}

int Builder::grid_point_of(double day) const {
  const auto point = std::lower_bound(plan.grid.begin(), plan.grid.end(), day);
  return static_cast<int>(point - plan.grid.begin());
}

int Builder::variate(const Distribution& distribution, const std::string& what) {
  VariatePlan result{distribution.family, {}, what};
  for (const Argument& argument : distribution.arguments)
    result.arguments.emplace_back(argument.name, number(argument.value, argument.name + " of " + what));
  plan.variates.push_back(std::move(result));
  return static_cast<int>(plan.variates.size()) - 1;
}

} // namespace casus::plan
