#pragma once

#include "casus/expression.hpp"
#include "formula/vocabulary.hpp"

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

namespace casus::formula {

/// What must stand at a place of the file. Units are folded in: durations come out in days, rates per day,
/// dates in days since the start.
enum class Wanted {
  number,    ///< `0.3 * severity`
  condition, ///< `weapon == nato and not ceasefire_holds`
  either,    ///< a term or a value: a condition counts as 0 or 1
  rate,      ///< `6 per year`, `0.1 * population per week`, `3 per 2 weeks`; per day where it does not say
  duration,  ///< `26 weeks`; a bare number counts in days
  moment,    ///< `2024-11-05`, or a duration from the start
  any_unit,  ///< a number with a unit or without: a plain one, a duration or a rate
};

/// "a rate such as '6 per year'", for messages.
std::string noun_of(Wanted wanted);

/// What a formula may read.
enum class Reads {
  parameters,
  parameters_and_marks, ///< a condition counts as 1 or 0 wherever a number is needed
  state,
  state_and_marks
};

/// Longest formula, in characters, and deepest nesting.
inline constexpr std::size_t longest_formula = 4096;
inline constexpr std::size_t deepest_formula = 64;

/// Something is wrong in a formula: what, and how many bytes from its beginning.
class FormulaError : public std::runtime_error {
public:
  FormulaError(std::size_t offset, const std::string& message)
      : std::runtime_error(message), offset_(offset) {}
  std::size_t offset() const { return offset_; }

private:
  std::size_t offset_;
};

struct MeasuredFormula {
  Expression expression;
  Dimension dimension;
};

/// Parses a formula, resolves its names and checks its types and what they are measured by. Throws
/// FormulaError at the first thing wrong.
MeasuredFormula measure_formula(std::string_view text, const Vocabulary& vocabulary, Wanted wanted,
                                Reads reads);
/// Throws FormulaError if `text` is measured by something else than what is wanted. A bare number counts in
/// days, or per day.
void require_dimension(std::string_view text, const Dimension& dimension, Wanted wanted);

/// The same as measure_formula, where nobody asks for the dimension.
Expression read_formula(std::string_view text, const Vocabulary& vocabulary, Wanted wanted, Reads reads);

} // namespace casus::formula
