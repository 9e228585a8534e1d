#include "sensitivity/differentiable.hpp"

#include "scenario/formulas.hpp"
#include "scenario/number_kinds.hpp"

#include <algorithm>
#include <set>

namespace casus::sensitivity {
namespace {

void find_parameters(const Expression& expression, std::set<int>& found) {
  if (expression.operation == Operation::parameter) found.insert(expression.symbol);
  for (const Expression& argument : expression.arguments) find_parameters(argument, found);
}

bool reads_state(const Expression& expression) {
  const bool is_fixed = expression.operation == Operation::constant ||
                        expression.operation == Operation::parameter || !expression.arguments.empty();
  if (expression.operation == Operation::held) return true;
  return !is_fixed || std::any_of(expression.arguments.begin(), expression.arguments.end(), reads_state);
}

/// Whether the value of a number leaves nothing to see: what it makes never happens, or always.
bool is_extreme(const NumberEntry& entry) {
  if (entry.distribution || !entry.value || entry.kind == NumberKind::weight) return false;
  return *entry.value == 0 || (entry.kind == NumberKind::probability && *entry.value == 1);
}

/// The numbers in hazards that have one value in a world, through which a parameter's derivative goes.
std::set<std::string> fixed_numbers(const Scenario& scenario, const std::vector<NumberEntry>& numbers) {
  std::set<std::string> paths;
  for (const NumberEntry& entry : numbers)
    if (scenario::row_of(entry.kind).is_in_hazard && !is_extreme(entry)) paths.insert(entry.path);
  scenario::each_formula(scenario, [&](const Formula& formula) {
    if (reads_state(formula.expression)) paths.erase(formula.path);
  });
  return paths;
}

} // namespace

std::vector<std::vector<std::string>> readers_of_parameters(const Scenario& scenario) {
  std::vector<std::set<std::string>> paths(scenario.parameters.size());
  scenario::each_formula(scenario, [&](const Formula& formula) {
    std::set<int> parameters;
    find_parameters(formula.expression, parameters);
    for (const int parameter : parameters) paths[static_cast<std::size_t>(parameter)].insert(formula.path);
  });
  std::vector<std::vector<std::string>> result;
  for (const auto& of_parameter : paths) result.emplace_back(of_parameter.begin(), of_parameter.end());
  return result;
}

std::optional<std::size_t> parameter_at(const Scenario& scenario, const std::string& path) {
  for (std::size_t i = 0; i < scenario.parameters.size(); ++i)
    if (scenario.parameters[i].path == path) return i;
  return std::nullopt;
}

std::vector<NumberEntry> differentiable(const Scenario& scenario) {
  const std::vector<NumberEntry> numbers = numbers_of(scenario);
  const std::set<std::string> fixed = fixed_numbers(scenario, numbers);
  const auto readers = readers_of_parameters(scenario);
  std::vector<NumberEntry> result;
  for (const NumberEntry& entry : numbers)
    if (scenario::row_of(entry.kind).is_in_hazard && !is_extreme(entry)) result.push_back(entry);
  for (const NumberEntry& entry : numbers) {
    if (entry.kind != NumberKind::parameter) continue;
    const auto& paths = readers[parameter_at(scenario, entry.path).value()];
    const bool is_only_there = std::all_of(paths.begin(), paths.end(),
                                           [&](const std::string& path) { return fixed.contains(path); });
    if (is_only_there && !paths.empty()) result.push_back(entry);
  }
  return result;
}

} // namespace casus::sensitivity
