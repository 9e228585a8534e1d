#include "scenario/read/ranges.hpp"

#include "distribution/families.hpp"
#include "formula/complaint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace casus::scenario {

namespace {

Range range_of(const Distribution& distribution) {
  const distribution::Variate variate(distribution);
  return {variate.lowest(), variate.highest(), variate.is_discrete()};
}

/// The range of a parameter. It is kept once it is known: some families take a while to be made, and many
/// numbers may be one parameter.
Range range_of_parameter(Reading& reading, int index, const Distribution& distribution) {
  const auto found = reading.ranges.find(index);
  return found != reading.ranges.end() ? found->second
                                       : reading.ranges.emplace(index, range_of(distribution)).first->second;
}

std::optional<Range> range_of(Reading& reading, const Expression& number) {
  if (number.operation == Operation::constant) return Range{number.value, number.value, true};
  const auto index = static_cast<std::size_t>(number.symbol);
  if (number.operation != Operation::parameter || index >= reading.scenario.parameters.size())
    return std::nullopt;
  const Parameter& parameter = reading.scenario.parameters[index];
  if (parameter.distribution) return range_of_parameter(reading, number.symbol, *parameter.distribution);
  if (std::isnan(parameter.value)) return std::nullopt; // it was wrong
  return Range{parameter.value, parameter.value, true};
}

bool lies_within(const Range& range, const Bounds& bounds) {
  if (bounds.open && range.attained) return range.low > bounds.low && range.high < bounds.high;
  return range.low >= bounds.low && range.high <= bounds.high;
}

std::string as_found(const Formula& number, const Range& range) {
  if (range.low == range.high) return "it is " + formula::in_quotes(number.text);
  return fmt::format("it is drawn from {} to {}", range.low, range.high);
}

bool has_constant_arguments(const Distribution& distribution) {
  return std::all_of(
      distribution.arguments.begin(), distribution.arguments.end(),
      [](const Argument& argument) { return argument.value.expression.operation == Operation::constant; });
}

/// The values of a distribution whose arguments are values and weights in turn.
bool is_among_values(double value, const std::vector<Argument>& arguments) {
  return std::any_of(arguments.begin(), arguments.end(), [&](const Argument& argument) {
    return argument.name == "value" && argument.value.expression.value == value;
  });
}

} // namespace

void require_drawable(Reading& reading, const Number& constant, const Distribution& distribution,
                      const std::string& what) {
  if (!has_constant_arguments(distribution)) return;
  const double value = constant.expression.value;
  const Range range = range_of(distribution);
  const bool lists_values = distribution::family_named(distribution.family)->lists_values();
  if (lists_values && !is_among_values(value, distribution.arguments))
    reading.problems.error(constant.place, what + " never is " + formula::in_quotes(constant.text) +
                                               " (its values are given one by one)");
  else if (value < range.low || value > range.high)
    reading.problems.error(constant.place,
                           what + fmt::format(" is drawn from {} to {}, and never is {}", range.low,
                                              range.high, formula::in_quotes(constant.text)));
}

void require_within(Reading& reading, const std::optional<Formula>& number, const Bounds& bounds,
                    const std::string& what) {
  if (!number) return;
  const auto range = range_of(reading, number->expression);
  if (!range || lies_within(*range, bounds)) return;
  reading.problems.error(number->place, what + " must be " + std::string(bounds.words) + " (" +
                                            as_found(*number, *range) + ")");
}

} // namespace casus::scenario
