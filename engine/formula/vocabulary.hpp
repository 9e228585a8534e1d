#pragma once

#include "formula/name_list.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casus::formula {

/// The power of time by which a quantity is measured: 0 of a plain number, 1 of a duration, -1 of a rate.
/// None where any will do: of a zero, and of time, whose days count as numbers too.
using Dimension = std::optional<double>;

enum class Kind { parameter, driver, ladder, mark };

/// A name that formulas may use: number `index` of its kind.
struct Symbol {
  Kind kind;
  int index;
};

/// The names that a formula may use and what they stand for. Rungs and categories are known by the ladder or
/// the mark they belong to: two marks may share a category's name.
class Vocabulary {
public:
  std::chrono::sys_days start{}; ///< day 0: what date literals count from
  std::optional<double> now{};   ///< the day up to which is known what has happened

  /// Each name is numbered in the order in which it is added, from 0 in its kind.
  void add_parameter(const std::string& name);
  void add_driver(const std::string& name);
  void add_trigger(const std::string& name);
  void add_ladder(const std::string& name, const std::vector<std::string>& rungs);
  /// A mark without categories is a number.
  void add_mark(const std::string& name, const std::vector<std::string>& categories);
  /// Notes by what a parameter is measured, once it has been read.
  void measure_parameter(int index, const Dimension& dimension);
  /// Forgets all marks: the next trigger has its own.
  void clear_marks();

  std::optional<Symbol> find(std::string_view name) const;
  std::optional<int> trigger(std::string_view name) const;
  std::optional<int> rung(int ladder, std::string_view name) const;
  std::optional<int> category(int mark, std::string_view name) const;
  /// The rung of that name on whichever ladder has it: rung names are unique in a scenario.
  std::optional<int> any_rung(std::string_view name) const;
  bool is_categorical(int mark) const;
  Dimension dimension(int parameter) const;

  const std::vector<std::string>& rungs(int ladder) const;
  const std::vector<std::string>& categories(int mark) const;
  /// The name of a mark that has such a category, for a message.
  std::optional<std::string> mark_with_category(std::string_view category) const;

  const std::vector<std::string>& triggers() const { return triggers_.names(); }
  const std::vector<std::string>& parameters() const { return parameters_.names(); }
  /// All names that have a value, rungs last.
  std::vector<std::string> names() const;
  /// These find the known name that is nearest to a misspelt one, for a message; none where nothing is near.
  std::optional<std::string> nearest_rung(int ladder, std::string_view name) const;
  std::optional<std::string> nearest_category(int mark, std::string_view name) const;

private:
  NameList parameters_, drivers_, triggers_, ladders_, marks_;
  std::vector<Dimension> dimensions_; ///< of the parameters
  std::vector<NameList> rungs_;       ///< of each ladder
  std::vector<NameList> categories_;  ///< of each mark
  Positions rung_indices_;            ///< of the rungs of all ladders
};

/// Words of the grammar and names of functions: no part of a scenario that formulas name may be called so.
std::vector<std::string> reserved_words();
bool is_reserved(std::string_view name);

/// The number of insertions, deletions, substitutions and swaps of neighbours that make one word of the
/// other.
std::size_t edit_distance(std::string_view from, std::string_view to);

/// The candidate with the smallest edit distance to `name`, if it is near enough to be a slip: at most a
/// third of the name's length, and at least one.
std::optional<std::string> nearest_name(std::string_view name, const std::vector<std::string>& candidates);

} // namespace casus::formula
