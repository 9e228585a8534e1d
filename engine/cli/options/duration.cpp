#include "cli/options/duration.hpp"

#include "formula/read_formula.hpp"

#include <cmath>

namespace casus::cli {

std::optional<double> duration(const std::string& text) {
  try {
    const Expression days = formula::read_formula(text, formula::Vocabulary(), formula::Wanted::duration,
                                                  formula::Reads::parameters);
    if (days.operation == Operation::constant && days.value > 0 && std::isfinite(days.value))
      return days.value;
  } catch (const formula::FormulaError&) {
    // Whatever else it is, it is no duration.
  }
  return std::nullopt;
}

} // namespace casus::cli
