#include "scenario/read/mark_combinations.hpp"

#include "formula/arithmetic.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <set>

namespace casus::scenario {

namespace {

/// Marks of more combinations than this are not looked through.
constexpr std::size_t most_combinations = 10'000;

void find_marks(const Expression& formula, std::set<std::size_t>& marks) {
  if (formula.operation == Operation::mark) marks.insert(static_cast<std::size_t>(formula.symbol));
  for (const Expression& argument : formula.arguments) find_marks(argument, marks);
}

/// The value for these categories of the marks; none where it hangs on a parameter or on a number.
std::optional<double> value_of(const Expression& formula, const std::vector<Mark>& marks,
                               const std::vector<std::size_t>& categories) {
  if (formula.operation == Operation::constant) return formula.value;
  if (formula.operation == Operation::mark) {
    const auto mark = static_cast<std::size_t>(formula.symbol);
    return marks[mark].categories.empty() ? std::nullopt
                                          : std::optional(static_cast<double>(categories[mark]));
  }
  std::vector<double> arguments;
  for (const Expression& argument : formula.arguments) {
    const auto value = value_of(argument, marks, categories);
    if (!value) return std::nullopt;
    arguments.push_back(*value);
  }
  if (arguments.size() == 1) return formula::apply(formula.operation, arguments[0]);
  if (arguments.size() == 2) return formula::apply(formula.operation, arguments[0], arguments[1]);
  return std::nullopt;
}

std::string where(const std::set<std::size_t>& read, const std::vector<Mark>& marks,
                  const std::vector<std::size_t>& categories) {
  std::vector<std::string> each;
  for (const std::size_t mark : read)
    each.push_back(fmt::format("{} is {}", marks[mark].name, marks[mark].categories[categories[mark]].name));
  return each.empty() ? "" : fmt::format(" where {}", fmt::join(each, " and "));
}

/// Goes on to the next combination of the marks that are read; false after the last.
bool advance(std::vector<std::size_t>& categories, const std::set<std::size_t>& read,
             const std::vector<Mark>& marks) {
  for (const std::size_t mark : read) {
    if (++categories[mark] < marks[mark].categories.size()) return true;
    categories[mark] = 0;
  }
  return false;
}

} // namespace

std::optional<WrongValue> value_outside(const Bounds& bounds, const Expression& formula,
                                        const std::vector<Mark>& marks) {
  std::set<std::size_t> read;
  find_marks(formula, read);
  if (read.empty()) return std::nullopt;
  std::vector<std::size_t> categories(marks.size());
  for (std::size_t i = 0; i < most_combinations; ++i) {
    const auto value = value_of(formula, marks, categories);
    if (!value) return std::nullopt;
    if (!bounds.allow(*value)) return WrongValue{*value, where(read, marks, categories)};
    if (!advance(categories, read, marks)) return std::nullopt;
  }
  return std::nullopt;
}

} // namespace casus::scenario
