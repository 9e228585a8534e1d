#include "report/words/sensitivity_words.hpp"

#include "report/words/quantity.hpp"

#include <fmt/format.h>

namespace casus::report {
namespace {

/// A value in the unit of the file.
std::string written(const NumberEntry& number, double value) {
  return report::number(value / number.unit_size) + number.unit;
}

} // namespace

const char* name_of(EffectMethod method) { return method == EffectMethod::score ? "score" : "differences"; }

std::string in_words(const ChangedNumber& changed) {
  const auto& [number, change, method] = changed;
  if (change.is_of_formula) return "its formula ± 10%";
  const bool is_around = !change.is_of_distribution && number.value && *number.value != 0 &&
                         change.low != *number.value && change.high != *number.value &&
                         change.low + change.high == 2 * *number.value;
  if (is_around) return written(number, *number.value) + " ± 10%";
  return fmt::format("from {} to {}", written(number, change.low), written(number, change.high));
}

} // namespace casus::report
